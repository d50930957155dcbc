import type { FaxRouter, TransmitOrder, TrunkRoute } from '@faxwire/contracts';
import type { TrunkConfiguration } from './trunk.ts';

type Fax = Pick<TransmitOrder, 'mode' | 'phoneNumber'>;

/** Routes by the configured trunks: every process that knows the configuration comes to the same result. */
export class TrunkRouter implements FaxRouter {
  readonly #trunks: readonly TrunkConfiguration[];

  constructor(trunks: readonly TrunkConfiguration[]) {
    this.#trunks = trunks;
  }

  route(fax: Fax): TrunkRoute | undefined {
    const trunk = pickTrunk(this.#trunks, fax);
    if (!trunk) return undefined;
    const { name, callerNumber, channels, callsPerNumber } = trunk;
    return { trunk: name, callerNumber, channels, callsPerNumber, leavesT38: leavesT38(trunk), timeFactor: timeFactorOf(trunk, fax.phoneNumber) };
  }
}

/** Machines of the sandbox keep to what their number says of T.38: nothing is learnt about them by leaving it away. */
function leavesT38({ t38, modes }: TrunkConfiguration): boolean {
  return t38.use !== 'only' && !modes.includes('test');
}

/** The trunk whose prefix matches most of the number; the first configured one among equals. */
export function pickTrunk(trunks: readonly TrunkConfiguration[], fax: Fax): TrunkConfiguration | undefined {
  let best: { trunk: TrunkConfiguration; matched: number } | undefined;
  for (const trunk of trunks) {
    if (!trunk.modes.includes(fax.mode)) continue;
    const matched = matchedDigits(trunk.prefixes, fax.phoneNumber);
    if (matched === undefined || (best && best.matched >= matched)) continue;
    best = { trunk, matched };
  }
  return best?.trunk;
}

/** How long the longest matching prefix is; undefined where none matches. */
function matchedDigits(prefixes: readonly string[], number: string): number | undefined {
  if (prefixes.length === 0) return 0;
  const matching = prefixes.filter((prefix) => number.startsWith(prefix)).map((prefix) => prefix.length);
  return matching.length === 0 ? undefined : Math.max(...matching);
}

export function timeFactorOf(trunk: TrunkConfiguration, number: string): number {
  return trunk.realTimeNumbers.includes(number) ? 1 : trunk.timeFactor;
}
