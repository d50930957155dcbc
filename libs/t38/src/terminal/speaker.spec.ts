import type { LineSignal, Utterance } from '@faxwire/t30';
import { IMAGE_MODEMS } from '@faxwire/t30';
import fc from 'fast-check';
import type { IfpVersion } from '../ifp.ts';
import { Listener } from './listener.ts';
import { Speaker } from './speaker.ts';

interface Spoken {
  readonly atMs: number;
  readonly hex: string;
  readonly copies: number;
}

const MAX_PACKETS = 5000;

/** Everything that is sent for one utterance after another, and when the last was said. */
function sent(utterances: readonly Utterance[], version: IfpVersion = 0): { packets: Spoken[]; saidAtMs: number } {
  const speaker = new Speaker(version);
  const packets: Spoken[] = [];
  let nowMs = 0;
  for (const utterance of utterances) {
    speaker.say(utterance, nowMs);
    while (packets.length < MAX_PACKETS && speaker.nextDueMs !== undefined) {
      nowMs = speaker.nextDueMs;
      const spoken = speaker.take();
      if (spoken === 'said') break;
      packets.push({ atMs: nowMs, hex: Buffer.from(spoken.ifp).toString('hex'), copies: spoken.copies });
    }
  }
  return { packets, saidAtMs: nowMs };
}

function heard(packets: readonly Spoken[], version: IfpVersion = 0): LineSignal[] {
  const listener = new Listener(version);
  return packets.flatMap(({ hex, atMs }, i) => listener.hear(Buffer.from(hex, 'hex'), i, atMs));
}

const frame = fc.uint8Array({ minLength: 3, maxLength: 40 }).map((rest) => Uint8Array.of(0xff, 0xc8, ...rest));
const burst = { modem: fc.constantFrom(...IMAGE_MODEMS), training: fc.constantFrom('long' as const, 'short' as const) };
const utterance: fc.Arbitrary<Utterance> = fc.oneof(
  fc.record({ type: fc.constant('tone' as const), tone: fc.constantFrom('cng' as const, 'ced' as const) }),
  fc.record({ type: fc.constant('command' as const), frames: fc.array(frame, { minLength: 1, maxLength: 3 }) }),
  fc.record({ ...burst, type: fc.constant('image' as const), octets: fc.uint8Array({ minLength: 1, maxLength: 300 }) }),
  fc.record({ ...burst, type: fc.constant('frames' as const), frames: fc.array(frame, { minLength: 1, maxLength: 3 }) }),
);

/** What the ear on the other side must make of it. */
function expected(said: Utterance): unknown[] {
  if (said.type === 'tone') return [{ type: 'tone', tone: said.tone }];
  if (said.type === 'pause') return [];
  if (said.type === 'command') return [{ type: 'carrier', modem: 'v21' }, ...said.frames.map((octets) => ({ type: 'frame', modem: 'v21', octets, intact: true }))];
  const { modem } = said;
  const carrier = { type: 'carrier', modem, ...(modem.startsWith('v17') ? { training: said.training } : {}) };
  if (said.type === 'image') return [carrier];
  const frames = [...said.frames, ...Array.from({ length: 3 }, () => Uint8Array.of(0xff, 0xc0, 0x61))];
  return [carrier, ...frames.map((octets) => ({ type: 'frame', modem, octets, intact: true }))];
}

describe('What is said on a T.38 line', () => {
  it('is heard at the other end, in every version', () => {
    fc.assert(
      fc.property(utterance, fc.constantFrom(0 as const, 1 as const, 3 as const), (said, version) => {
        const signals = heard(sent([said, { type: 'pause', durationMs: 0 }], version).packets, version);
        const bits = signals.flatMap((signal) => (signal.type === 'image' ? [...signal.octets] : []));
        expect(signals.filter((signal) => signal.type !== 'image')).toEqual([...expected(said), { type: 'silence' }]);
        if (said.type === 'image') expect(bits.slice(0, said.octets.length)).toEqual([...said.octets]);
        expect(bits.slice(said.type === 'image' ? said.octets.length : 0).every((octet) => octet === 0)).toBe(true);
      }),
    );
  });

  it('goes octet by octet in V.21, after a second of flags, and leaves the line silent', () => {
    const { packets, saidAtMs } = sent([{ type: 'command', frames: [Uint8Array.of(0xff, 0xc8, 0x21)] }]);
    expect(packets.map(({ hex, copies }) => `${hex} ${copies}`)).toEqual(['00 3', '06 3', 'c001800000ff 1', 'c001800000c8 1', 'c00180000021 1', 'c00140 3', '00 3']);
    expect(packets.map(({ atMs }) => Math.round(atMs))).toEqual([0, 75, 1075, 1102, 1128, 1155, 1342]);
    expect(saidAtMs).toBe(packets.at(-1)?.atMs);
  });

  it('is a training check of 1.5 s in 53 packets and an end, as the field sends it', () => {
    const check: Utterance = { type: 'image', modem: 'v17-14400', training: 'long', octets: new Uint8Array(2700) };
    const { packets } = sent([check]);
    expect(packets.slice(0, 2)).toMatchObject([{ hex: '00', copies: 3 }, { hex: '1e', copies: 3 }]);
    expect(packets.filter(({ hex }) => hex.startsWith('d001e00035'))).toHaveLength(53);
    expect(packets.at(-2)).toMatchObject({ copies: 3, hex: expect.stringMatching(/^d001f00035/) });
    expect((packets[3]?.atMs ?? 0) - (packets[2]?.atMs ?? 0)).toBeCloseTo(30);
  });

  it('never goes faster than the line', () => {
    const frames = Array.from({ length: 256 }, () => new Uint8Array(260).fill(0x55));
    const { packets } = sent([{ type: 'frames', modem: 'v17-14400', training: 'short', frames }]);
    const lineMs = (256 * 263 * 8) / 14.4;
    expect(packets.at(-1)?.atMs).toBeGreaterThan(lineMs);
    expect(packets.at(-1)?.atMs).toBeLessThan(lineMs + 700);
  });

  it('is interrupted by what is said next', () => {
    const { packets } = sent([{ type: 'tone', tone: 'cng' }, { type: 'command', frames: [Uint8Array.of(0xff, 0xc8, 0x21)] }]);
    expect(packets.slice(0, 4).map(({ hex, atMs }) => `${hex} ${atMs}`)).toEqual(['00 0', '02 200', '00 200', '06 275']);
  });
});
