import { dirname, join } from 'node:path';

export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
}

const LINK = /\]\(([^)\s]+)\)/g;
const FENCED = /^```.*?^```$/gms;
const CODE = /`[^`\n]*`/g;
const HEADING = /^#+ (.+)$/gm;

/**
 * Relative links that lead nowhere, as `page: link`. Links to other sites are not followed.
 * @param exists whether there is a file or folder of this path, relative to the root of the repository
 */
export function brokenLinks(pages: readonly Page[], exists: (path: string) => boolean): string[] {
  const anchors = new Map(pages.map(({ path, text }) => [path, anchorsOf(text)]));
  return pages.flatMap((page) => linksOf(page.text).filter((link) => !leadsSomewhere(link, page.path)).map((link) => `${page.path}: ${link}`));

  function leadsSomewhere(link: string, from: string): boolean {
    const [file = '', anchor] = link.split('#');
    const path = file === '' ? from : join(dirname(from), file);
    if (anchor === undefined) return exists(path);
    return anchors.get(path)?.has(anchor) ?? false;
  }
}

function linksOf(text: string): string[] {
  const prose = text.replace(FENCED, '').replace(CODE, '');
  return [...prose.matchAll(LINK)].map(([, link = '']) => link).filter((link) => !link.includes('://'));
}

/** As GitHub makes them: lower case, without punctuation, a hyphen for each blank. */
function anchorsOf(text: string): Set<string> {
  const headings = [...text.replace(FENCED, '').matchAll(HEADING)].map(([, heading = '']) => heading);
  return new Set(headings.map((heading) => heading.toLowerCase().replace(/[^\p{Letter}\p{Number}\s_-]/gu, '').replaceAll(' ', '-')));
}
