import type { T38Use } from '@faxwire/fax';
import { LocalDescription, ManualClock, T38_DEFAULTS, audioMedia, t38Media, type MediaDescription, type SdpAnswer } from '@faxwire/sip';
import { REFUSED_OFFER, mediaOf } from '../call-media.ts';
import { IncomingAgreement } from './incoming-agreement.ts';

const far = new LocalDescription({ address: '192.0.2.7', sessionId: 7 });
const image = t38Media({ port: 6000, parameters: T38_DEFAULTS });
const local = t38Media({ port: 6000, parameters: { ...T38_DEFAULTS, rateManagement: 'localTCF' } });
const yes: SdpAnswer = { ok: true, sdp: far.describe([image]) };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A call that we answered, whose caller follows a script, in simulated time at twice our clock. */
class Negotiation {
  readonly clock = new ManualClock();
  readonly offers: { atMs: number; kind: string }[] = [];
  readonly told: string[] = [];
  readonly agreement: IncomingAgreement;

  constructor(use: T38Use, answer: (offer: string) => SdpAnswer | Promise<SdpAnswer>) {
    this.agreement = new IncomingAgreement({
      call: {
        reinvite: async (sdp) => {
          this.offers.push({ atMs: this.clock.now(), kind: mediaOf(sdp).kind });
          return answer(mediaOf(sdp).kind);
        },
      },
      clock: this.clock, timeFactor: 2, description: new LocalDescription({ address: '192.0.2.1', sessionId: 1 }), port: 4000,
      payloadTypes: [0, 8], own: T38_DEFAULTS, use, localTcf: true,
      onT38: ({ port }) => this.#tell(`T.38 at ${port}`),
      onAudio: ({ port }) => this.#tell(`audio at ${port}`),
      onStay: (refusal) => void this.#tell(`stays audio: ${refusal?.detail ?? 'no answer'}`),
      onGivenUp: ({ cause }) => void this.#tell(cause),
    });
    this.agreement.start();
  }

  #tell(what: string): boolean {
    this.told.push(what);
    return true;
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      this.clock.advance(50);
      await settle();
    }
  }

  callerOffers(...media: MediaDescription[]): boolean {
    return this.agreement.consider(far.describe(media)).ok;
  }
}

describe('a call that came in', () => {
  it('takes T.38 whose training checks are made at each end, offered or answered', async () => {
    const asked = new Negotiation('only', () => ({ ok: true, sdp: far.describe([local]) }));
    const offered = new Negotiation('only', () => REFUSED_OFFER);
    expect(offered.callerOffers(local)).toBe(true);
    await asked.pass(3_000);
    expect([asked.told, offered.told]).toEqual([['T.38 at 6000'], ['T.38 at 6000']]);
  });

  it('is asked for T.38 three seconds of its time after the answer', async () => {
    const negotiation = new Negotiation('then-g711', () => yes);
    await negotiation.pass(100_000);
    expect(negotiation.offers).toEqual([{ atMs: 1_500, kind: 't38' }]);
    expect(negotiation.told).toEqual(['T.38 at 6000']);
  });

  it('is asked as soon as its calling tone is heard, and once', async () => {
    const negotiation = new Negotiation('then-g711', () => yes);
    await negotiation.pass(200);
    negotiation.agreement.faxHeard();
    await negotiation.pass(50);
    negotiation.agreement.faxHeard();
    await negotiation.pass(5_000);
    expect(negotiation.offers).toEqual([{ atMs: 200, kind: 't38' }]);
  });

  it('stays audio as soon as it refuses T.38, and moves no more', async () => {
    const negotiation = new Negotiation('then-g711', () => REFUSED_OFFER);
    expect(negotiation.callerOffers(audioMedia({ port: 6002 }))).toBe(true);
    await negotiation.pass(1_500);
    expect(negotiation.told).toEqual(['audio at 6002', 'stays audio: T.38 refused: 488 Not Acceptable Here']);
    expect(negotiation.callerOffers(image)).toBe(false);
    await negotiation.pass(100_000);
    expect([negotiation.offers.length, negotiation.told.length, negotiation.clock.pending]).toEqual([1, 2, 0]);
  });

  it('is asked for its audio again where it answers T.38 with nothing', async () => {
    const negotiation = new Negotiation('then-g711', (kind) => ({ ok: true, sdp: far.describe([kind === 't38' ? t38Media({ port: 0, parameters: T38_DEFAULTS }) : audioMedia({ port: 6004 })]) }));
    await negotiation.pass(2_000);
    expect(negotiation.offers.map(({ kind }) => kind)).toEqual(['t38', 'audio']);
    expect(negotiation.told).toEqual(['audio at 6004', 'stays audio: T.38 refused: 488 answered without T.38']);
  });

  it('stays audio where the switch does not come, and is called back to it where it comes too late', async () => {
    let late!: (answer: SdpAnswer) => void;
    const negotiation = new Negotiation('then-g711', (kind) => (kind === 't38' ? new Promise((resolve) => (late = resolve)) : { ok: true, sdp: far.describe([audioMedia({ port: 6006 })]) }));
    await negotiation.pass(6_000);
    expect(negotiation.told).toEqual(['stays audio: no answer']);
    late(yes);
    await negotiation.pass(50);
    expect(negotiation.offers.map(({ kind }) => kind)).toEqual(['t38', 'audio']);
    expect(negotiation.told).toEqual(['stays audio: no answer', 'audio at 6006']);
  });

  it('is given up where audio will not do, but not before the caller had the time to ask itself', async () => {
    const negotiation = new Negotiation('only', () => REFUSED_OFFER);
    await negotiation.pass(29_000);
    expect(negotiation.told).toEqual([]);
    await negotiation.pass(2_000);
    expect(negotiation.told).toEqual(['t38_refused']);
  });

  it('takes the T.38 that the caller asks for itself, and no audio after it', async () => {
    const negotiation = new Negotiation('only', () => REFUSED_OFFER);
    await negotiation.pass(2_000);
    expect([negotiation.callerOffers(image), negotiation.callerOffers(audioMedia({ port: 6002 }))]).toEqual([true, false]);
    await negotiation.pass(100_000);
    expect(negotiation.told).toEqual(['T.38 at 6000']);
  });

  it('is neither asked for T.38 nor has it taken where the trunk is for audio alone', async () => {
    const negotiation = new Negotiation('g711', () => yes);
    expect(negotiation.told).toEqual(['stays audio: no answer']);
    expect(negotiation.callerOffers(image)).toBe(false);
    await negotiation.pass(10_000);
    expect(negotiation.offers).toEqual([]);
  });
});
