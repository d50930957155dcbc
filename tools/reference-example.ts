import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './openapi-file.ts';

const LANGUAGES = ['sh', 'ts'] as const;

/** The fenced blocks of an operation's examples: `docs/examples/<operationId>.sh` and `.ts`. */
export function exampleBlocks(operationId: string): string {
  return LANGUAGES.map((language) => {
    const file = join(repositoryRoot(), 'docs/examples', `${operationId}.${language}`);
    return existsSync(file) ? `\`\`\`${language}\n${readFileSync(file, 'utf8').trim()}\n\`\`\`` : '';
  }).filter((block) => block !== '').join('\n\n');
}
