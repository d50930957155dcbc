import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import { ConfigurationError } from './configuration-error.ts';

/** A page of prose has 5 kB; a file this long is not a configuration but a mistaken path. */
const MAX_FILE_BYTES = 1_048_576;
/** No honest configuration repeats itself so often; it is what bounds a file that multiplies itself (aliases of aliases). */
const MAX_ALIASES = 50;

/** A configuration file that remembers where each key stands. */
export interface ConfigurationFile {
  readonly values: unknown;
  /** `name:line:column` of the key at this path, or of the nearest one above it. */
  sourceOf(path: readonly PropertyKey[]): string;
}

/** @throws ConfigurationError when it can not be read or is no YAML */
export function readConfigurationFile(path: string): ConfigurationFile {
  const name = basename(path);
  const lines = new LineCounter();
  const document = parseDocument(readText(path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new ConfigurationError(document.errors.map((error) => ({ source: at(error.pos[0]), key: '', message: error.message })));
  }
  return { values: valuesOf(document, name), sourceOf: (path) => at(offsetOf(document, path)) };
}

function readText(path: string): string {
  const fail = (message: string) => new ConfigurationError([{ source: path, key: '', message }]);
  try {
    if (statSync(path).size > MAX_FILE_BYTES) throw fail(`is larger than ${MAX_FILE_BYTES} bytes`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw fail(`can not be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

function valuesOf(document: Document, name: string): unknown {
  try {
    // An empty file, or one with nothing but comments, is a file of defaults.
    return document.toJS({ maxAliasCount: MAX_ALIASES }) ?? {};
  } catch {
    throw new ConfigurationError([{ source: name, key: '', message: 'has too many aliases' }]);
  }
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const offset = keyOffset(document, path.slice(0, length));
    if (offset !== undefined) return offset;
  }
  return document.contents?.range?.[0] ?? 0;
}

function keyOffset(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(last));
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const item = document.getIn(path, true);
  return isNode(item) ? item.range?.[0] : undefined;
}
