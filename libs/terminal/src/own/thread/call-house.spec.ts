import { T30Call } from '@faxwire/t30';
import type { FaxTerminalOptions } from '../../fax-terminal.ts';
import { ORDINARY } from '../../specimen/machine-pair.ts';
import { engineOptions } from '../engine-options.ts';
import { OwnCall } from '../own-call.ts';
import type { OpenCall } from './call-house.ts';
import { CallHouse } from './call-house.ts';
import type { DownMessage, UpMessage } from './message-batch.ts';
import { BatchWriter, readBatch } from './message-batch.ts';
import { SlipHistogram } from './slip-histogram.ts';

const ANSWERS: FaxTerminalOptions = { ...ORDINARY, role: 'answer', receive: { tiffPath: 'unused.tif' } };
/** The station id of a call whose engine throws where it should say something. */
const BROKEN = 'broken';

/** A house on a clock of its own, and what it told: the type of each message with the number of its call. */
function house() {
  const told: string[] = [];
  const clock = { nowMs: 0 };
  const open: OpenCall = async (options, parts) => {
    const engine = new T30Call(engineOptions(options));
    if (options.stationId === BROKEN) engine.said = () => { throw new Error('a bug'); };
    return new OwnCall({ ...parts, engine, options });
  };
  const post = (batch: Uint8Array): void =>
    readBatch<UpMessage>(batch, {
      packet: (call) => told.push(`packet ${call}`),
      message: (call, message) => told.push(`${message.type}${'cause' in message ? ` ${message.cause}` : ''} ${call}`),
    });
  const built = new CallHouse({ openCall: open, slip: new SlipHistogram(), now: () => clock.nowMs, post, onChanged: () => undefined });
  const tell = (call: number, message: DownMessage): void => {
    const writer = new BatchWriter<DownMessage>();
    writer.message(call, message);
    built.obey(writer.take());
  };
  const pass = (ms: number): void => {
    for (const untilMs = clock.nowMs + ms; clock.nowMs < untilMs; clock.nowMs += 10) {
      if (clock.nowMs % 250 === 0) built.obey(new Uint8Array(0));
      built.turn();
    }
  };
  return { built, told, clock, tell, pass };
}

describe('The calls of a thread', () => {
  it('end alone when they meet a bug', async () => {
    const { built, told, tell, pass } = house();
    tell(1, { type: 'open', options: ANSWERS });
    tell(2, { type: 'open', options: { ...ANSWERS, stationId: BROKEN } });
    await new Promise((resolve) => setImmediate(resolve));
    for (const call of [1, 2]) tell(call, { type: 'start' });
    pass(6000);
    expect(told).toContain('gave-up crashed 2');
    expect(built.size).toBe(1);
    expect(told.lastIndexOf('packet 1')).toBeGreaterThan(told.indexOf('gave-up crashed 2'));
  });

  it('stand still while nothing is heard of their parent, and go on after it', async () => {
    const { built, told, clock, tell, pass } = house();
    tell(1, { type: 'open', options: ANSWERS });
    await new Promise((resolve) => setImmediate(resolve));
    tell(1, { type: 'start' });
    pass(3000);
    const before = told.length;
    for (const untilMs = clock.nowMs + 20_000; clock.nowMs < untilMs; clock.nowMs += 10) if (clock.nowMs > untilMs - 18_000) built.turn();
    expect(told.length - before).toBeLessThanOrEqual(1);
    pass(3000);
    expect(told.length).toBeGreaterThan(before + 1);
    expect(told.filter((line) => line.startsWith('result'))).toEqual([]);
  });

  it('are forgotten when nobody listens to them any more', async () => {
    const { built, tell } = house();
    tell(1, { type: 'open', options: ANSWERS });
    await new Promise((resolve) => setImmediate(resolve));
    expect(built.size).toBe(1);
    tell(1, { type: 'drop' });
    expect([built.size, built.nextMs]).toEqual([0, undefined]);
  });
});
