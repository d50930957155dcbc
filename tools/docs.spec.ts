import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FAILURE_CAUSES, TRANSITIONS } from '@faxwire/fax';
import { readDocuments } from './docs-file.ts';
import { brokenLinks } from './docs-link.ts';
import { withGeneratedParts } from './docs-part.ts';
import { TABLES } from './docs-table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const marked = (name: string, text: string) => `before\n<!-- generated: ${name} -->${text}<!-- end -->\nafter\n`;
const tables = { colours: () => '| red |\n' };

describe('the documentation', () => {
  it('says what the code says; `npm run docs` writes it anew', async () => {
    const documents = await readDocuments(root, TABLES);
    expect(documents.filter(({ written, generated }) => written !== generated).map(({ path }) => path)).toEqual([]);
  });

  it('shows every table somewhere', async () => {
    const text = (await readDocuments(root, TABLES)).map(({ written }) => written).join('');
    expect(Object.keys(TABLES).filter((name) => !text.includes(`<!-- generated: ${name} -->`))).toEqual([]);
  });

  it('is seen to differ where a table is out of date', () => {
    const stale = marked('colours', '\n\n| blue |\n\n');
    expect(withGeneratedParts(stale, tables)).not.toBe(stale);
    expect(withGeneratedParts(stale, tables)).toBe(marked('colours', '\n\n| red |\n\n'));
  });

  it('stays as it is when it is generated twice', () => {
    const once = withGeneratedParts(marked('colours', '\n'), tables);
    expect(withGeneratedParts(once, tables)).toBe(once);
  });

  it('refuses a part that nothing generates, and one that does not end', () => {
    expect(() => withGeneratedParts(marked('shapes', '\n'), tables)).toThrow('nothing generates "shapes"');
    expect(() => withGeneratedParts('<!-- generated: colours -->\n', tables)).toThrow('does not end');
    expect(() => withGeneratedParts(`<!-- generated: colours -->\n${marked('colours', '\n')}`, tables)).toThrow('does not end');
  });

  it('has a row for every event and every cause', () => {
    const rows = (name: string) => (TABLES[name]?.() ?? '').split('\n').length - 2;
    expect(rows('transitions')).toBe(TRANSITIONS.length);
    expect(rows('causes')).toBe(Object.keys(FAILURE_CAUSES).length);
  });

  it('has no link that leads nowhere', async () => {
    const pages = (await readDocuments(root, TABLES)).map(({ path, written }) => ({ path, text: written }));
    expect(brokenLinks(pages, (path) => existsSync(join(root, path)))).toEqual([]);
  });

  it('is seen to have one where a file or a heading is missing', () => {
    const text = '# One `thing`, done\n[a](b.md) [c](#one-thing-done) [d](#gone) [e](gone.md#x) [f](https://example.com) `[g](code)`\n';
    expect(brokenLinks([{ path: 'docs/a.md', text }], (path) => path === 'docs/b.md')).toEqual(['docs/a.md: #gone', 'docs/a.md: gone.md#x']);
  });
});
