import type { T30Fact } from '@faxwire/t30';
import { T30Call } from '@faxwire/t30';
import { T38Terminal } from '../terminal/t38-terminal.ts';
import type { Random } from './mutation.ts';
import { mutate } from './mutation.ts';
import type { RecordedCall } from './recorded-call.ts';
import { endsOf } from './recorded-call.ts';

/** When nothing more comes, the timers of T.30 end a call: T1 and T2, three tries each, T5, and 15 s of a burst without an end. */
const ENDS_WITHIN_MS = 200_000;
/** Far more than two pages and all their repeats need. */
const MAX_PACKETS_SENT = 50_000;
const MAX_STEPS = 200_000;

export interface MutatedCall {
  readonly recorded: RecordedCall;
  readonly ecm: boolean;
  readonly role: 'sender' | 'receiver';
  readonly random: Random;
}

/** How a machine took it: the completion code it ended with, or what was wrong. */
export type Taken = { readonly code: number } | { readonly problem: string };

/** Plays a mutated recording to one machine. */
export function playMutated({ recorded, ecm, role, random }: MutatedCall): Taken {
  const terminal = new T38Terminal<T30Fact>(new T30Call(endsOf(ecm)[role]));
  const packets = mutate(recorded[role], random);
  const lastMs = packets.at(-1)?.atMs ?? 0;
  let [next, sent, sequence] = [0, 0, 0];
  let code: number | undefined;
  const follow = (outputs: ReturnType<typeof terminal.start>): void => {
    for (const output of outputs) {
      if (output.type === 'packet') sent += 1;
      if (output.type === 'ended') code = output.code;
    }
  };
  follow(terminal.start(0));
  for (let step = 0; step < MAX_STEPS && code === undefined; step += 1) {
    const dueMs = terminal.nextDueMs ?? Infinity;
    const packet = packets[next];
    if (packet && packet.atMs <= dueMs) {
      next += 1;
      sequence += random() < 0.01 ? 2 : 1;
      follow(terminal.receive(packet.ifp, sequence & 0xffff, packet.atMs));
    } else if (dueMs === Infinity) return { problem: 'it waits for ever' };
    else if (dueMs > lastMs + ENDS_WITHIN_MS) return { problem: `it goes on ${dueMs - lastMs} ms after the last packet` };
    else follow(terminal.advance(dueMs));
    if (sent > MAX_PACKETS_SENT) return { problem: 'it sends without end' };
  }
  return code === undefined ? { problem: 'it has no end' } : { code };
}
