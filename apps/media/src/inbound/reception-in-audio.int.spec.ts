import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CallTrace } from '@faxwire/contracts';
import { DocumentRenderer, readFaxPages, splitFaxPage } from '@faxwire/documents';
import { phoneNumber, type T38Use } from '@faxwire/fax';
import { frameNameOf } from '@faxwire/t30';
import { Metrics } from '@faxwire/platform';
import {
  LocalDescription, UserAgent, audioMedia, openUdpTransport, systemClock, systemRandom, type IncomingCall, type OutgoingCall,
} from '@faxwire/sip';
import { MAX_AUDIO_SPEED, MediaSocket, SpanDspPool, type PageFact, type TerminalResult } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { CallFigures } from '../call-figures.ts';
import { REFUSED_OFFER, mediaOf } from '../call-media.ts';
import { CallRecorder } from '../trace/call-recorder.ts';
import type { AgreedLine } from './page-store.ts';
import { Reception, type Received } from './reception.ts';

/** A caller that knows no T.38: real SIP and RTP on loopback, SpanDSP's modems at both ends, ten times as fast as life. */
const LOOPBACK = '127.0.0.1';
const SPEED = MAX_AUDIO_SPEED;
const NUMBER = phoneNumber('+19995550200');
const CALLER = '+19995550000';
const LONG_ENOUGH_MS = 60_000;
const PAGES = 2;

const pool = new SpanDspPool({ spares: 2 });
const agents: UserAgent[] = [];
let folder: string;
let document: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faxwire-audio-in-'));
  document = join(folder, 'sent.tif');
  const inputPath = join(folder, 'letter.txt');
  await writeFile(inputPath, Array.from({ length: PAGES }, (_, page) => `Page ${page + 1} of a letter`).join('\f'));
  const renderer = new DocumentRenderer();
  expect(await renderer.render({ inputPath, outputPath: document })).toMatchObject({ ok: true, pageCount: PAGES });
  await Promise.all([renderer.close(), pool.warm()]);
}, LONG_ENOUGH_MS);
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.close({ graceMs: 0 })));
  await pool.close();
  await rm(folder, { recursive: true, force: true });
});

async function openAgent(): Promise<{ agent: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const agent = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  agents.push(agent);
  return { agent, port: transport.local.port };
}

/** What the caller's machine knows; its facts come from a process of its own. */
class AudioCaller {
  readonly offered: string[] = [];
  readonly sent: Promise<TerminalResult | undefined>;
  confirmed = 0;
  #sent!: (result: TerminalResult | undefined) => void;

  constructor(private readonly socket: MediaSocket, private readonly how: { readonly speaks: boolean; readonly speed: number }) {
    this.sent = new Promise((resolve) => (this.#sent = resolve));
  }

  dial(agent: UserAgent, port: number): OutgoingCall {
    const { socket } = this;
    const description = new LocalDescription({ address: LOOPBACK, sessionId: 1 });
    const call = agent.invite({
      target: { user: NUMBER, host: LOOPBACK, port }, from: { user: CALLER, host: LOOPBACK },
      offer: description.describe([audioMedia({ port: socket.port })]), inviteTimeoutMs: 8_000, ringTimeoutMs: 8_000,
      listener: {
        onAnswered: (sdp) => void this.#answered(sdp).finally(() => call.bye()),
        onReoffer: (sdp, respond) => {
          this.offered.push(mediaOf(sdp).kind);
          respond(REFUSED_OFFER);
        },
      },
    });
    return call;
  }

  async #answered(sdp: string): Promise<void> {
    const far = mediaOf(sdp);
    if (far.kind !== 'audio') throw new Error('no audio');
    this.socket.expect(far);
    this.socket.openAudio({ codec: 'PCMU', speed: this.how.speed, signal: 'silence' });
    if (this.how.speaks) await this.#send();
    await this.sent;
  }

  async #send(): Promise<void> {
    const line = this.socket.giveAwayAudio();
    if (!line) throw new Error('no line');
    const terminal = await pool.openAudio(
      {
        role: 'originate', transmit: { tiffPath: document, firstPage: 0 }, stationId: CALLER, maxBitRate: 14_400, v17: true, ecm: true,
        compressions: ['mmr', 'mr', 'mh'], resolutions: ['standard', 'fine'], speed: this.how.speed, gate: false, maxCallSeconds: 300, maxSilenceSeconds: 60,
      },
      line,
      {
        onPacket: () => undefined,
        onFact: (fact) => { if (fact.type === 'page') this.confirmed += 1; },
        onResult: (result) => this.#sent(result),
        onFailed: () => this.#sent(undefined),
      },
    );
    terminal.start();
  }
}

interface Kept {
  readonly page: number;
  readonly last: boolean;
  readonly line: Pick<AgreedLine, 'transport' | 'ecm' | 'remoteStationId'>;
  readonly sha256: string | undefined;
  /** Pages that the caller knew to have arrived. */
  readonly confirmed: number;
}

interface Taken {
  readonly received: Received;
  readonly kept: readonly Kept[];
  readonly caller: AudioCaller;
  readonly trace: CallTrace;
  readonly metrics: readonly string[];
}

async function takeCall(name: string, use: T38Use, { speaks = true, speed = SPEED } = {}): Promise<Taken> {
  const [ours, theirs] = [await openAgent(), await openAgent()];
  const [socket, farSocket] = [await MediaSocket.bind({ host: LOOPBACK }), await MediaSocket.bind({ host: LOOPBACK })];
  const caller = new AudioCaller(farSocket, { speaks, speed });
  const kept: Kept[] = [];
  const tiffPath = join(folder, `${name}.tif`);
  const keep = async ({ index: page, last }: PageFact, { transport, ecm, remoteStationId }: AgreedLine): Promise<void> => {
    const path = join(folder, `${name}-${page}.tif`);
    const { confirmed } = caller;
    const [read] = (await splitFaxPage(tiffPath, page, path)) ? await readFaxPages(path) : [];
    kept.push({ page, last, confirmed, sha256: read?.sha256, line: { ecm, ...(transport && { transport }), ...(remoteStationId !== undefined && { remoteStationId }) } });
  };
  const sandbox = sandboxTrunk({ host: LOOPBACK, port: theirs.port, speed });
  const trunk = { ...sandbox, t38: { ...sandbox.t38, use } };
  const fax = { faxId: name, tenantId: 'tenant', mode: 'test', phoneNumber: CALLER, calledNumber: NUMBER, trunk: trunk.name, sipCallId: name } as const;
  const deps = { terminals: pool, clock: systemClock, maxCallSeconds: 300 };
  const recorder = new CallRecorder({ startedAt: Date.now(), now: () => performance.now() });
  recorder.sipMessage('received', new Uint8Array(0), { local: { address: LOOPBACK, port: ours.port }, remote: { address: LOOPBACK, port: theirs.port } });
  const counted = new Metrics();
  const figures = new CallFigures(counted, 'in');
  const taken = new Promise<Received>((resolve) => {
    ours.agent.onInvite = (call: IncomingCall) => {
      const reception = new Reception({ call, trunk, fax, socket, tiffPath, deps, address: LOOPBACK, timeFactor: speed, recorder, figures, pages: { keep } });
      expect(reception.answer()).toBe(true);
      resolve(reception.run());
    };
  });
  caller.dial(theirs.agent, ours.port);
  const received = await taken;
  figures.ended(undefined, undefined);
  const metrics = (await counted.text()).split('\n');
  await Promise.all([socket.close(), farSocket.close()]);
  const trace = CallTrace.parse(JSON.parse(gunzipSync((await recorder.packed(speed)) ?? '').toString()));
  return { received, kept, caller, trace, metrics };
}

/** Audio forgives no pause of a busy machine: a call that broke is placed again at half its speed, three times at most. */
const ROUNDS = 3;

async function takeWholeCall(name: string, use: T38Use): Promise<Taken> {
  for (let round = 1; ; round += 1) {
    const taken = await takeCall(`${name}-${round}`, use, { speed: SPEED / 2 ** (round - 1) });
    if (round === ROUNDS || (await taken.caller.sent)?.documentConfirmed) return taken;
    process.stderr.write(`${name}: round ${round} broke: ${taken.received.failure.cause} ${taken.received.failure.detail}\n`);
  }
}

/** Names of what the modems said. */
const framesIn = ({ frames }: CallTrace, of: 'sent' | 'received'): string[] =>
  frames.filter(({ direction }) => direction === of).map(({ octets }) => frameNameOf(Buffer.from(octets, 'base64')[2] ?? 0) ?? 'unknown');

const sentPages = async (): Promise<string[]> => (await readFaxPages(document)).map(({ sha256 }) => sha256);

describe('a caller that refuses T.38', () => {
  it('faxes in audio, and every page is on the disk before its confirmation', async () => {
    const { received, kept, caller, trace, metrics } = await takeWholeCall('refused', 'then-g711');
    expect(await caller.sent).toMatchObject({ t30Code: 0, documentConfirmed: true, pagesConfirmed: PAGES, remoteStationId: NUMBER });
    expect(caller.offered).toEqual(['t38']);
    for (const line of ['faxwire_calls_total{direction="in",transport="g711",cause="none",answered="false"} 1', `faxwire_pages_received_total ${PAGES}`, 'faxwire_audio_jitter_seconds_count 1']) expect(metrics).toContain(line);
    for (const line of ['faxwire_media_packets_total{transport="g711",fate="received"}', 'faxwire_training_failures_total{direction="in",transport="g711"}']) expect(metrics.find((text) => text.startsWith(line))).toBeDefined();
    expect(framesIn(trace, 'sent')).toEqual(expect.arrayContaining(['CSI', 'DIS', 'CFR', 'MCF']));
    expect(framesIn(trace, 'received')).toEqual(expect.arrayContaining(['TSI', 'DCS', 'PPS', 'DCN']));
    expect(received.agreed).toMatchObject({ transport: 'g711', ecm: true });
    expect(kept.map(({ sha256 }) => sha256)).toEqual(await sentPages());
    expect(kept.map(({ page, last, confirmed }) => ({ page, last, confirmed }))).toEqual([{ page: 0, last: false, confirmed: 0 }, { page: 1, last: true, confirmed: 1 }]);
    for (const { line } of kept) expect(line).toEqual({ transport: 'g711', ecm: true, remoteStationId: CALLER });
  }, LONG_ENOUGH_MS);

  it('is not asked for it over a trunk that is for audio alone', async () => {
    const { kept, caller } = await takeWholeCall('unasked', 'g711');
    expect(await caller.sent).toMatchObject({ documentConfirmed: true });
    expect(caller.offered).toEqual([]);
    expect(kept.map(({ sha256 }) => sha256)).toEqual(await sentPages());
  }, LONG_ENOUGH_MS);

  it('and is no fax machine has the refusal in its record', async () => {
    const { received, kept } = await takeCall('mute', 'then-g711', { speaks: false });
    expect(received.failure).toMatchObject({ cause: 't38_refused', sipStatus: 488 });
    expect(received.failure.detail).toContain('in audio: ');
    expect(kept).toEqual([]);
  }, LONG_ENOUGH_MS);
});
