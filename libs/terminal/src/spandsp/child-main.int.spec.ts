import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { ChildMessage, ParentMessage } from './child-message.ts';

const BUILT = new URL('../../dist/spandsp/child-main.js', import.meta.url);
const ENDS_WITHIN_MS = 15_000;

/** Protocol time runs out fast: an answerer whom nobody calls gives up after 35 s of it (T.30, T1). */
const ANSWERER: ParentMessage = {
  type: 'open',
  options: {
    role: 'answer', receive: { tiffPath: '/dev/null' }, stationId: '1', maxBitRate: 14_400, v17: true, ecm: true, compressions: ['mh'], resolutions: ['standard'],
    speed: 100, gate: false, maxCallSeconds: 600, maxSilenceSeconds: 60,
  },
};
const BEAT_MS = 100;
/** Silence slows a fast clock down: some eight seconds for each of the two, on an idle machine. */
const TIMER_MS = 90_000;

interface Answerer {
  readonly child: ChildProcess;
  readonly heard: string[];
  readonly ended: Promise<void>;
}

async function answerer(): Promise<Answerer> {
  const child = fork(BUILT, { env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
  await once(child, 'message');
  const heard: string[] = [];
  const ended = new Promise<void>((resolve) => child.on('message', ({ type }: ChildMessage) => {
    heard.push(type);
    if (type === 'result' || type === 'gave-up') resolve();
  }));
  for (const message of [ANSWERER, { type: 'start' }] satisfies ParentMessage[]) child.send(message);
  return { child, heard, ended };
}

const beatFor = ({ child }: Answerer): NodeJS.Timeout => setInterval(() => child.send({ type: 'beat' } satisfies ParentMessage), BEAT_MS);

describe('a fax process', () => {
  it('lets no timer run out while its parent stands still, and goes on with it', async () => {
    const [lively, still] = await Promise.all([answerer(), answerer()]);
    const beats = [beatFor(lively)];
    try {
      await lively.ended;
      expect(still.heard).toContain('packets');
      expect(still.heard).not.toContain('result');
      beats.push(beatFor(still));
      await still.ended;
    } finally {
      for (const beat of beats) clearInterval(beat);
      for (const { child } of [lively, still]) child.kill('SIGKILL');
    }
  }, TIMER_MS);

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
