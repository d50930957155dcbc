/** Longer than people name files, and than file systems take. */
const MAX_FILE_NAME_CHARS = 255;

const EXTENDED = /filename\*\s*=\s*utf-8''([^;\s]+)/iu;
const QUOTED = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/iu;
const BARE = /filename\s*=\s*([^;\s"]+)/iu;

/**
 * The name under which a file is offered: by Content-Disposition (RFC 6266), else the end of the path. A name only: no
 * folders, no control characters.
 */
export function fileNameOf(disposition: string | undefined, path: string): string | undefined {
  const named = disposition === undefined ? undefined : namedBy(disposition);
  return bare(named ?? decoded(path.slice(path.lastIndexOf('/') + 1)) ?? '');
}

function namedBy(disposition: string): string | undefined {
  const extended = EXTENDED.exec(disposition)?.[1];
  if (extended !== undefined) return decoded(extended);
  return QUOTED.exec(disposition)?.[1]?.replace(/\\(.)/gu, '$1') ?? BARE.exec(disposition)?.[1];
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function bare(name: string): string | undefined {
  const last = name.split(/[/\\]/u).at(-1) ?? '';
  const plain = last.replace(/[\u0000-\u001f\u007f]/gu, '').trim().slice(0, MAX_FILE_NAME_CHARS);
  return plain === '' || plain === '.' || plain === '..' ? undefined : plain;
}
