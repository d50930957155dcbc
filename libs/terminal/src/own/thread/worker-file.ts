import { fileURLToPath } from 'node:url';

/** The compiled thread: plain Node runs no TypeScript, so a caller running from `src` uses the build beside it. */
export function workerFile(moduleUrl: string = import.meta.url): string {
  const url = moduleUrl.replace(/\/src\/own\/thread\/[^/]*$/, '/dist/own/thread/worker-main.js');
  return fileURLToPath(url.replace(/\/dist\/own\/thread\/[^/]*$/, '/dist/own/thread/worker-main.js'));
}
