/** Makes the text between a pair of markers. */
export type Tables = Readonly<Record<string, () => string>>;

const BEGIN = '<!-- generated: ';
const BEGIN_END = ' -->';
const END = '<!-- end -->';

/**
 * The same Markdown with every part between `<!-- generated: NAME -->` and `<!-- end -->` made anew.
 * @throws RangeError for a name that nothing generates, or a part that does not end
 */
export function withGeneratedParts(markdown: string, tables: Tables): string {
  const lines: string[] = [];
  let skipping: string | undefined;
  for (const line of markdown.split('\n')) {
    if (line === END) skipping = undefined;
    if (skipping !== undefined && line.startsWith(BEGIN)) break;
    if (skipping === undefined) lines.push(line);
    const name = nameIn(line);
    if (name === undefined) continue;
    skipping = name;
    lines.push('', textOf(name, tables), '');
  }
  if (skipping !== undefined) throw new RangeError(`the generated part "${skipping}" does not end with ${END}`);
  return lines.join('\n');
}

function nameIn(line: string): string | undefined {
  return line.startsWith(BEGIN) && line.endsWith(BEGIN_END) ? line.slice(BEGIN.length, -BEGIN_END.length) : undefined;
}

function textOf(name: string, tables: Tables): string {
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (!table) throw new RangeError(`nothing generates "${name}"; there are ${Object.keys(tables).join(', ')}`);
  return table().trim();
}
