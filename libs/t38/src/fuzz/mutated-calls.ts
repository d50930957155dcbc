import type { Taken } from './mutated-call.ts';
import { playMutated } from './mutated-call.ts';
import { randomOf } from './random.ts';
import { recordCall } from './recorded-call.ts';

const ENDS = ['sender', 'receiver'] as const;

export interface Played {
  readonly problems: readonly string[];
  /** How often the calls ended with each completion code. */
  readonly codes: ReadonlyMap<number, number>;
}

/** Calls `first` to `first + count`, each known by its number. `onCall` is told after each. */
export function playCalls(first: number, count: number, onCall: (call: number) => void = () => undefined): Played {
  const recorded = { ecm: recordCall(true), plain: recordCall(false) };
  const problems: string[] = [];
  const codes = new Map<number, number>();
  for (let call = first; call < first + count; call += 1) {
    const ecm = call % 4 < 2;
    const role = ENDS[call % 2] ?? 'sender';
    const taken = attempt(() => playMutated({ recorded: ecm ? recorded.ecm : recorded.plain, ecm, role, random: randomOf(call) }));
    if ('problem' in taken) problems.push(`call ${call} (${role}${ecm ? ', ECM' : ''}): ${taken.problem}`);
    else codes.set(taken.code, (codes.get(taken.code) ?? 0) + 1);
    onCall(call);
  }
  return { problems, codes };
}

function attempt(play: () => Taken): Taken {
  try {
    return play();
  } catch (error) {
    return { problem: `it threw ${error instanceof Error ? error.stack : String(error)}` };
  }
}
