import { fileURLToPath } from 'node:url';

/** The compiled child: plain Node runs no TypeScript, so a caller running from `src` uses the build beside it. */
export function childFile(moduleUrl: string = import.meta.url): string {
  const url = moduleUrl.replace(/\/src\/spandsp\/[^/]*$/, '/dist/spandsp/child-main.js');
  return fileURLToPath(url.replace(/\/dist\/spandsp\/[^/]*$/, '/dist/spandsp/child-main.js'));
}
