import type { FaxEvidence } from './fax-evidence.ts';
import { VIOLATIONS, confirmationsLost, isUncertain, pagesCompared, violationsOf, type Violation, type ViolationKind } from './oracle.ts';

export interface BadFax {
  readonly fax: FaxEvidence;
  readonly violations: readonly Violation[];
}

export interface RunFacts {
  readonly seed: number;
  readonly minutes: number;
  readonly kills: number;
  readonly stops: number;
  readonly leaves: number;
  /** Processes that ended without having been told to. */
  readonly endedAlone: number;
  readonly repeatedRequests: number;
  /** What no fax is to blame for, in words: a request that was refused, a process that did not come back. */
  readonly faults: readonly string[];
}

export interface Verdict {
  readonly line: string;
  readonly isRight: boolean;
  readonly bad: readonly BadFax[];
}

export function verdictOf(facts: RunFacts, faxes: readonly FaxEvidence[]): Verdict {
  const bad = faxes.map((fax) => ({ fax, violations: violationsOf(fax) })).filter(({ violations }) => violations.length > 0);
  const of = (kind: ViolationKind): number => bad.filter(({ violations }) => violations.some((violation) => violation.kind === kind)).length;
  const ending = (status: string): number => faxes.filter((fax) => fax.status === status).length;
  const { seed, minutes, kills, stops, leaves, endedAlone, repeatedRequests, faults } = facts;
  const [lost, twice, wrong, webhooks] = VIOLATIONS.map(of);
  const line = [
    `chaos: seed ${seed}`, `${minutes} min`, `${kills} kills`, `${stops} stops`, `${leaves} orderly ends`,
    `${faxes.length} faxes (${ending('FaxSent')} sent, ${ending('FaxFailed')} failed)`,
    `${lost} lost`, `${twice} dialled twice`, `${wrong} wrong states`, `${webhooks} with wrong webhooks`, `${faults.length} faults`,
    `${faxes.filter(isUncertain).length} given up as the last page may have arrived`,
    `${faxes.reduce((sum, fax) => sum + confirmationsLost(fax), 0)} confirmations lost on the line`,
    `${faxes.reduce((sum, fax) => sum + pagesCompared(fax), 0)} pages compared`,
    `${endedAlone} ended by themselves`, `${repeatedRequests} requests repeated`,
  ].join(', ');
  return { line, bad, isRight: bad.length === 0 && faults.length === 0 };
}
