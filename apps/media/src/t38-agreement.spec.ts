import type { T38Use } from '@faxwire/fax';
import {
  LocalDescription, ManualClock, T38_DEFAULTS, audioMedia, faxMediaOf, parseSdp, t38Media,
  type CallListener, type MediaDescription, type SdpAnswer,
} from '@faxwire/sip';
import { T38Agreement, type Agreed } from './t38-agreement.ts';

const far = new LocalDescription({ address: '192.0.2.7', sessionId: 7 });
const image = (port: number, rateManagement = T38_DEFAULTS.rateManagement): MediaDescription => t38Media({ port, parameters: { ...T38_DEFAULTS, maxDatagram: 300, rateManagement } });
const refused: SdpAnswer = { ok: false, status: 488, reason: 'Not Acceptable Here' };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** An answered call whose far end follows a script, in simulated time at twice our clock. */
class Negotiation {
  readonly clock = new ManualClock();
  readonly offers: { atMs: number; kind: string }[] = [];
  agreed: Agreed | undefined;
  listener: CallListener = {};
  readonly agreement: T38Agreement;

  constructor(answer: (offer: string) => SdpAnswer | Promise<SdpAnswer>, use: T38Use = 'only', localTcf = false) {
    this.agreement = new T38Agreement({
      call: {
        listen: (listener) => { this.listener = listener; },
        reinvite: async (sdp) => {
          this.offers.push({ atMs: this.clock.now(), kind: kindOf(sdp) });
          return answer(sdp);
        },
      },
      clock: this.clock, timeFactor: 2, description: new LocalDescription({ address: '192.0.2.1', sessionId: 1 }), port: 4000,
      payloadTypes: [0, 8], own: T38_DEFAULTS, use, localTcf,
    });
    void this.agreement.run().then((agreed) => { this.agreed = agreed; });
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 50) {
      this.clock.advance(50);
      await settle();
    }
  }

  farOffers(media: readonly MediaDescription[]): SdpAnswer {
    let response: SdpAnswer = { ok: false, status: 0, reason: 'none' };
    this.listener.onReoffer?.(far.describe(media), (answer) => { response = answer; });
    return response;
  }
}

function kindOf(sdp: string): string {
  const parsed = parseSdp(sdp);
  return parsed.ok ? faxMediaOf(parsed.description).kind : parsed.code;
}

const yes = (): SdpAnswer => ({ ok: true, sdp: far.describe([image(6000)]) });

describe('agreeing on T.38', () => {
  it.each([[true, 'agreed'], [false, 'refused']])('whose training checks are made at each end, where our engine can (%s), is %s', async (localTcf, outcome) => {
    const answering = new Negotiation(() => ({ ok: true, sdp: far.describe([image(6000, 'localTCF')]) }), 'only', localTcf);
    const offered = new Negotiation(() => refused, 'only', localTcf);
    const answer = offered.farOffers([image(5000, 'localTCF')]);
    answering.agreement.faxHeard();
    await answering.pass(2_000);
    expect([answering.agreed?.ok ? 'agreed' : 'refused', answer.ok ? 'agreed' : 'refused']).toEqual([outcome, outcome]);
    if (answer.ok) expect(answer.sdp).toContain('T38FaxRateManagement:localTCF');
  });

  it('takes the far end\'s offer, and knows where it listens', async () => {
    const negotiation = new Negotiation(() => refused);
    await negotiation.pass(1_000);
    const response = negotiation.farOffers([image(5000)]);
    expect(response.ok && kindOf(response.sdp)).toBe('t38');
    await settle();
    expect(negotiation.agreed).toMatchObject({ ok: true, far: { address: '192.0.2.7', port: 5000, parameters: { maxDatagram: 300 } } });
    await negotiation.pass(100_000);
    expect(negotiation.offers).toEqual([]);
  });

  it('offers by itself 9 s of the far end\'s time after the answer', async () => {
    const negotiation = new Negotiation(yes);
    await negotiation.pass(5_000);
    expect(negotiation.offers).toEqual([{ atMs: 4_500, kind: 't38' }]);
    expect(negotiation.agreed).toMatchObject({ ok: true, far: { port: 6000 } });
  });

  it('offers sooner when a fax machine was heard', async () => {
    const negotiation = new Negotiation(yes);
    await negotiation.pass(500);
    negotiation.agreement.faxHeard();
    await negotiation.pass(2_000);
    expect(negotiation.offers).toEqual([{ atMs: 2_250, kind: 't38' }]);
  });

  it('ends at once when a fax machine refuses', async () => {
    const negotiation = new Negotiation(() => refused);
    negotiation.agreement.faxHeard();
    await negotiation.pass(2_000);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 't38_refused', sipStatus: 488 } });
  });

  it('takes an answer without T.38 for a refusal', async () => {
    const negotiation = new Negotiation(() => ({ ok: true, sdp: far.describe([audioMedia({ port: 6000 })]) }));
    negotiation.agreement.faxHeard();
    await negotiation.pass(2_000);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 't38_refused' } });
  });

  it('waits another 15 s where a voice refuses, and still takes a late offer', async () => {
    const negotiation = new Negotiation(() => refused);
    await negotiation.pass(11_000);
    expect(negotiation.agreed).toBeUndefined();
    expect(negotiation.farOffers([image(5000)]).ok).toBe(true);
    await settle();
    expect(negotiation.agreed).toMatchObject({ ok: true });
  });

  it('says that a voice answered when nothing more comes', async () => {
    const negotiation = new Negotiation(() => refused);
    await negotiation.pass(12_500);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 'voice_answered', sipStatus: 488 } });
  });

  it('offers again when the far end changed its audio in between', async () => {
    let answers = 0;
    const negotiation = new Negotiation(() => (answers++ === 0 ? { ok: false, status: 491, reason: 'Superseded' } : yes()));
    expect(negotiation.farOffers([audioMedia({ port: 5002 })]).ok).toBe(true);
    await negotiation.pass(7_000);
    expect(negotiation.offers.map(({ kind }) => kind)).toEqual(['t38', 't38']);
    expect(negotiation.agreed).toMatchObject({ ok: true });
  });

  it('gives up after two minutes with a far end that never answers our offer', async () => {
    const negotiation = new Negotiation(() => new Promise<SdpAnswer>(() => undefined));
    await negotiation.pass(60_500);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 'no_fax_signal' } });
  });

  it('ends with the call', async () => {
    const negotiation = new Negotiation(yes);
    negotiation.listener.onEnded?.({ kind: 'remote_bye' });
    await negotiation.pass(10_000);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 'call_dropped' } });
    expect(negotiation.offers).toEqual([]);
  });

  it.each(['', 'v=0', 'v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\nm=video 5000 RTP/AVP 31\r\nc=IN IP4 192.0.2.7\r\n'])('refuses an offer of %j and goes on', async (sdp) => {
    const negotiation = new Negotiation(yes);
    const responses: SdpAnswer[] = [];
    negotiation.listener.onReoffer?.(sdp, (answer) => responses.push(answer));
    expect(responses).toMatchObject([{ ok: false, status: 488 }]);
    await negotiation.pass(5_000);
    expect(negotiation.agreed).toMatchObject({ ok: true });
  });
});

describe('agreeing where the call may stay audio', () => {
  it('stays audio when a machine that was heard refuses T.38, and tells the refusal along', async () => {
    const negotiation = new Negotiation(() => refused, 'then-g711');
    negotiation.agreement.faxHeard();
    await negotiation.pass(3_000);
    expect(negotiation.agreed).toMatchObject({ ok: true, kind: 'audio', refusal: { cause: 't38_refused', sipStatus: 488 } });
  });

  it('stays audio as soon as a machine is heard that was asked and refused before', async () => {
    const negotiation = new Negotiation(() => refused, 'then-g711');
    await negotiation.pass(5_000);
    expect(negotiation.agreed).toBeUndefined();
    negotiation.agreement.faxHeard();
    await settle();
    expect(negotiation.agreed).toMatchObject({ ok: true, kind: 'audio' });
  });

  it('does not take a voice for a fax machine', async () => {
    const negotiation = new Negotiation(() => refused, 'then-g711');
    await negotiation.pass(20_000);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 'voice_answered' } });
  });

  it('takes T.38 first where it can be had', async () => {
    const negotiation = new Negotiation(yes, 'then-g711');
    negotiation.agreement.faxHeard();
    await negotiation.pass(3_000);
    expect(negotiation.agreed).toMatchObject({ ok: true, kind: 't38' });
  });

  it('asks for no T.38 and takes none where audio is wanted from the start', async () => {
    const negotiation = new Negotiation(yes, 'g711');
    expect(negotiation.farOffers([image(5000)])).toMatchObject({ ok: false, status: 488 });
    await negotiation.pass(8_000);
    expect([negotiation.offers, negotiation.agreed]).toEqual([[], undefined]);
    negotiation.agreement.faxHeard();
    await settle();
    expect(negotiation.agreed).toEqual({ ok: true, kind: 'audio' });
  });

  it('gives up where audio is wanted and nothing is heard', async () => {
    const negotiation = new Negotiation(yes, 'g711');
    await negotiation.pass(20_000);
    expect(negotiation.agreed).toMatchObject({ ok: false, failure: { cause: 'no_fax_signal' } });
  });
});
