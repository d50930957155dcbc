import type { LineFact, LineResult, TransmitOrder } from '@faxwire/contracts';
import { FULL_SETTINGS, phoneNumber } from '@faxwire/fax';
import {
  LocalDescription, ManualClock, T38_DEFAULTS, UserAgent, audioMedia, openUdpTransport, systemClock, systemRandom, t38Media,
  type Clock, type IncomingCall,
} from '@faxwire/sip';
import { encodeIfp, type IfpDataType, type IfpFieldType } from '@faxwire/t38';
import { MediaSocket, type FaxTerminalListeners, type NegotiatedFact, type PageFact, type TerminalResult } from '@faxwire/terminal';
import { sandboxTrunk } from '@faxwire/trunks';
import { NEGOTIATION_MS } from './protocol-limit.ts';
import { SipTraces } from './trace/sip-traces.ts';
import { Transmission } from './transmission.ts';

/** Real SIP on loopback; the fax terminal tells what the test wants told, and ends when it is told to. */
const LOOPBACK = '127.0.0.1';
const order: TransmitOrder = {
  faxId: 'fax', attemptId: 'att', mode: 'test', phoneNumber: phoneNumber('+19995550100'), callerNumber: '+19995550000', pagesPath: '/nowhere',
  pageCount: 1, resolution: 'fine', fromPage: 0, settings: FULL_SETTINGS, signal: new AbortController().signal,
};
const lastPage: PageFact = {
  type: 'page', index: 0, last: true, confirmed: true, bitRate: 9_600, badRows: 0, bytes: 100, lengthRows: 400, ecmRetries: 0,
};
const negotiated: NegotiatedFact = {
  type: 'negotiated', bitRate: 9_600, ecm: true, compression: 'mmr', widthPx: 1728, resolution: { x: 204, y: 196 }, remoteStationId: '+1',
};
const endedFromOutside: TerminalResult = {
  t30Code: 49, documentConfirmed: true, pagesConfirmed: 1, bitRate: 9_600, ecm: true, ecmRetries: 0, protocolSeconds: 30,
};

const agents: UserAgent[] = [];
afterAll(() => Promise.all(agents.map((agent) => agent.close({ graceMs: 0 }))));

async function agent(): Promise<{ agent: UserAgent; port: number }> {
  const transport = await openUdpTransport({ host: LOOPBACK, port: 0 });
  const created = new UserAgent({ transport, clock: systemClock, random: systemRandom });
  agents.push(created);
  return { agent: created, port: transport.local.port };
}

/** Answers, and asks for T.38 as soon as the call stands. */
function answerAsFax(call: IncomingCall): void {
  const description = new LocalDescription({ address: LOOPBACK, sessionId: 1 });
  call.listen({ onAnswered: () => void call.reinvite(description.describe([t38Media({ port: 9, parameters: T38_DEFAULTS })])) });
  call.answer(description.describe([audioMedia({ port: 9 })]));
}

interface FaxCall {
  readonly far: IncomingCall;
  readonly terminal: FaxTerminalListeners;
  readonly result: Promise<LineResult>;
}

interface How {
  /** Of the page's record. */
  readonly record: () => Promise<void>;
  readonly clock?: Clock;
  readonly onTerminate?: (terminal: FaxTerminalListeners) => void;
  readonly signal?: AbortSignal;
}

/** A call that has come to T.38. */
async function faxCall({ record, clock = systemClock, onTerminate = () => undefined, signal = order.signal }: How): Promise<FaxCall> {
  const [ours, theirs] = [await agent(), await agent()];
  const called = new Promise<IncomingCall>((resolve) => (theirs.agent.onInvite = resolve));
  let opened!: (listeners: FaxTerminalListeners) => void;
  const terminal = new Promise<FaxTerminalListeners>((resolve) => (opened = resolve));
  const result = new Transmission({
    order: { ...order, signal }, clock, userAgent: ours.agent, sipTraces: new SipTraces({ address: LOOPBACK, port: 0 }), socket: await MediaSocket.bind({ host: LOOPBACK }), address: LOOPBACK, timeFactor: 1,
    trunk: sandboxTrunk({ host: LOOPBACK, port: theirs.port, speed: 1 }),
    report: (fact: LineFact) => (fact.type === 'page' ? record() : Promise.resolve()),
    failPoint: () => undefined, maxCallSeconds: 60,
    terminals: {
      open: async (_, listeners) => {
        const terminate = () => {
          onTerminate(listeners);
          listeners.onResult(endedFromOutside);
        };
        return { start: () => opened(listeners), receive: () => undefined, terminate };
      },
    },
  }).run();
  const far = await called;
  answerAsFax(far);
  return { far, terminal: await terminal, result };
}

/** The last page is confirmed, its record hangs, and the far end tires of waiting for our good-bye. */
async function hungUpWhileRecording(settle: (record: { resolve: () => void; reject: (reason: Error) => void }) => void): Promise<LineResult> {
  let record!: { resolve: () => void; reject: (reason: Error) => void };
  const recorded = new Promise<void>((resolve, reject) => (record = { resolve, reject }));
  let told!: () => void;
  const ended = new Promise<void>((resolve) => (told = resolve));
  const call = await faxCall({ record: () => recorded, onTerminate: () => told() });
  void Promise.resolve(call.terminal.onFact(lastPage)).catch(() => undefined);
  call.far.bye();
  await ended;
  settle(record);
  return call.result;
}

describe('a far end that hangs up while the record of the last page is under way', () => {
  it('leaves an uncertain attempt when the record fails', async () => {
    const result = await hungUpWhileRecording(({ reject }) => reject(new Error('no database')));
    expect(result).toMatchObject({ ok: false, failure: { cause: 'interrupted' } });
    expect(!result.ok && result.failure.detail).toContain('page 1 was confirmed but is not known to be on record');
  });

  it('has the whole fax when the record succeeds after all', async () => {
    expect(await hungUpWhileRecording(({ resolve }) => resolve())).toMatchObject({ ok: true });
  });
});

describe('a call that is cut off at its limit', () => {
  const cutOff = async (record: () => Promise<void>): Promise<LineResult> => {
    const clock = new ManualClock();
    const call = await faxCall({
      record, clock,
      // The confirmation had come in; the terminal's process had not told us yet.
      onTerminate: (terminal) => void Promise.resolve(terminal.onFact(lastPage)).catch(() => undefined),
    });
    clock.advance(10 * NEGOTIATION_MS);
    return call.result;
  };

  it('counts the page that was on its way to us', async () => {
    expect(await cutOff(() => Promise.resolve())).toMatchObject({ ok: true });
  });

  it('is uncertain when that page could not be recorded', async () => {
    expect(await cutOff(() => Promise.reject(new Error('no database')))).toMatchObject({ ok: false, failure: { cause: 'interrupted' } });
  });
});

describe('a call that is given up by our side', () => {
  const image = ['v17-14400', 'hdlc-data', 5] as const;
  const endOfPage = ['v21', 'hdlc-data', 1] as const;

  async function givenUpAfter(...sent: readonly (readonly [data: IfpDataType, field: IfpFieldType, times: number])[]): Promise<LineResult> {
    const leave = new AbortController();
    const call = await faxCall({ record: () => Promise.resolve(), signal: leave.signal });
    await call.terminal.onFact(negotiated);
    for (const [dataType, type, times] of sent) {
      for (let n = 0; n < times; n += 1) call.terminal.onPacket(encodeIfp({ kind: 'data', dataType, fields: [{ type, bytes: Uint8Array.of(1, 2) }] }), 1);
    }
    leave.abort();
    return call.result;
  }

  it('in the middle of the last page has not delivered it', async () => {
    expect(await givenUpAfter(image)).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
  });

  it('after the training has delivered nothing', async () => {
    expect(await givenUpAfter(endOfPage, ['v17-14400', 't4-non-ecm-data', 40])).toMatchObject({ ok: false, failure: { cause: 'stopped' } });
  });

  it.each([
    ['of an ordinary page', image],
    ['of the shortest page', ['v27-2400', 't4-non-ecm-data', 1] as const],
  ])('after the whole %s is uncertain: the confirmation may be on its way', async (_what, page) => {
    expect(await givenUpAfter(page, endOfPage)).toMatchObject({ ok: false, failure: { cause: 'interrupted' } });
  });
});
