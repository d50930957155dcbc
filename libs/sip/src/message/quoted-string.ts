/** The text inside a quoted string as written; other text is returned as it is. */
export function unquote(quoted: string): string {
  if (quoted.length < 2 || !quoted.startsWith('"')) return quoted;
  let text = '';
  for (let index = 1; index < quoted.length - 1; index++) {
    if (quoted.charAt(index) === '\\' && index < quoted.length - 2) index++;
    text += quoted.charAt(index);
  }
  return text;
}

export function quote(text: string): string {
  let quoted = '"';
  for (let index = 0; index < text.length; index++) {
    const char = text.charAt(index);
    if (char === '"' || char === '\\') quoted += '\\';
    quoted += char;
  }
  return `${quoted}"`;
}
