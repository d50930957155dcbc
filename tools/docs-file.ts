import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { withGeneratedParts, type Tables } from './docs-part.ts';

export interface Document {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly written: string;
  /** What would be written today. */
  readonly generated: string;
}

const AT_THE_ROOT = ['README.md', 'CONTRIBUTING.md'];

/** Every Markdown file that may have generated parts. */
export async function readDocuments(root: string, tables: Tables): Promise<Document[]> {
  const inDocs = (await readdir(join(root, 'docs'), { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  const paths = [...AT_THE_ROOT, ...inDocs.map((name) => join('docs', name))];
  return Promise.all(paths.map(async (path) => {
    const written = await readFile(join(root, path), 'utf8');
    return { path, written, generated: withGeneratedParts(written, tables) };
  }));
}
