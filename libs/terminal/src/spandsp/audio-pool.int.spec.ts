import type { FaxTerminalListeners, FaxTerminalOptions, TerminalFailure, TerminalResult, AudioCounters } from '../fax-terminal.ts';
import { MediaSocket } from '../media/media-socket.ts';
import { ORDINARY } from '../specimen/machine-pair.ts';
import { pixelsOf, SampleFolder } from '../specimen/sample-document.ts';
import { SpanDspPool } from './pool.ts';

/** Real sockets and real children; ten times as fast as life. */
const LOOPBACK = '127.0.0.1';
const SPEED = 10;
const pool = new SpanDspPool({ spares: 2 });
let folder: SampleFolder;
beforeAll(async () => {
  folder = await SampleFolder.create();
  await pool.warm();
});
afterAll(async () => {
  await pool.close();
  await folder.remove();
});

type End = TerminalResult | TerminalFailure;
interface Told {
  readonly ended: Promise<End>;
  readonly audio: AudioCounters[];
  readonly listeners: FaxTerminalListeners;
}

function told(): Told {
  const audio: AudioCounters[] = [];
  let end!: (how: End) => void;
  const ended = new Promise<End>((resolve) => (end = resolve));
  const listeners = { onPacket: () => undefined, onFact: () => undefined, onResult: end, onFailed: end, onAudio: (counters: AudioCounters) => void audio.push(counters) };
  return { ended, audio, listeners };
}

/** Two ports on which audio runs, and the machines that take them over. */
async function call(pages: number) {
  const [near, far] = [await MediaSocket.bind({ host: LOOPBACK, portRange: { first: 42_000, last: 43_998 } }), await MediaSocket.bind({ host: LOOPBACK })];
  near.expect({ address: LOOPBACK, port: far.port });
  far.expect({ address: LOOPBACK, port: near.port });
  for (const socket of [near, far]) socket.openAudio({ codec: 'PCMA', speed: SPEED, signal: 'silence' });
  const tiffPath = await folder.document(pages);
  const received = folder.file('received.tif');
  const [calling, answering] = [told(), told()];
  const open = (socket: MediaSocket, options: Pick<FaxTerminalOptions, 'role' | 'transmit' | 'receive'>, { listeners }: Told) => {
    const line = socket.giveAwayAudio();
    if (!line) throw new Error('there is audio');
    return pool.openAudio({ ...ORDINARY, ...options, speed: SPEED, gate: true }, line, listeners);
  };
  const answerer = await open(far, { role: 'answer', receive: { tiffPath: received } }, answering);
  const caller = await open(near, { role: 'originate', transmit: { tiffPath, firstPage: 0 } }, calling);
  return { caller, answerer, calling, answering, tiffPath, received, near };
}

describe('a fax over RTP', () => {
  it('arrives as it was sent, also past a parent that stands still for as long as five seconds of the call', async () => {
    const { caller, answerer, calling, answering, tiffPath, received } = await call(2);
    answerer.start();
    caller.start();
    setTimeout(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5_000 / SPEED), 10_000 / SPEED);
    expect(await calling.ended).toMatchObject({ t30Code: 0, documentConfirmed: true, pagesConfirmed: 2 });
    expect(await answering.ended).toMatchObject({ t30Code: 0, pagesConfirmed: 2 });
    expect(await pixelsOf(received)).toEqual(await pixelsOf(tiffPath));
    expect(calling.audio.at(-1)?.packetsSent).toBeGreaterThan(500);
    expect(answering.audio.at(-1)?.packetsReceived).toBeGreaterThan(500);
  }, 60_000);

  it('frees its port at the end', async () => {
    const { caller, answerer, calling, answering, near } = await call(1);
    for (const terminal of [caller, answerer]) {
      terminal.start();
      terminal.terminate();
    }
    expect(await calling.ended).toMatchObject({ t30Code: 49 });
    await answering.ended;
    for (let tries = 0; ; tries += 1) {
      const again = await MediaSocket.bind({ host: LOOPBACK, portRange: { first: near.port, last: near.port } }).catch(() => undefined);
      await again?.close();
      if (again) break;
      expect(tries).toBeLessThan(1_000);
    }
  }, 30_000);

  it('has no line where no terminal is to be had', async () => {
    const closed = new SpanDspPool({ spares: 0 });
    await closed.close();
    const socket = await MediaSocket.bind({ host: LOOPBACK });
    expect(socket.giveAwayAudio()).toBeUndefined();
    socket.expect({ address: LOOPBACK, port: 9 });
    socket.openAudio({ codec: 'PCMU', speed: 1, signal: 'silence' });
    const line = socket.giveAwayAudio();
    if (!line) throw new Error('there is audio');
    const options: FaxTerminalOptions = { ...ORDINARY, role: 'answer', receive: { tiffPath: folder.file('never.tif') } };
    await expect(closed.openAudio(options, line, told().listeners)).rejects.toMatchObject({ code: 'closed' });
    expect(() => line.socket.address()).toThrow();
  });
});
