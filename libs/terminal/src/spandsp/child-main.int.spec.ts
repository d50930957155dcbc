import { fork } from 'node:child_process';
import { once } from 'node:events';

const BUILT = new URL('../../dist/spandsp/child-main.js', import.meta.url);
const ENDS_WITHIN_MS = 15_000;

describe('a fax process', () => {
  it.each([['while it loads', 0], ['once it is ready', 1]])('leaves when its parent is gone %s', async (_when, messages) => {
    const child = fork(BUILT, { env: {}, stdio: 'ignore' });
    try {
      for (let heard = 0; heard < messages; heard += 1) await once(child, 'message');
      child.disconnect();
      expect(await once(child, 'exit', { signal: AbortSignal.timeout(ENDS_WITHIN_MS) })).toEqual([0, null]);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
