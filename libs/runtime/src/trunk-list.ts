import type { Configuration } from '@faxwire/platform';
import { carrierTrunk, sandboxTrunk, type TrunkConfiguration } from '@faxwire/trunks';

/** Where the sandbox carrier listens. */
export interface SandboxAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Every trunk that there is: the same in all processes, so that all come to the same route.
 * @param sandbox where it runs in this process; otherwise it is where the configuration says
 */
export function trunksOf({ trunks, sandbox }: Configuration, own?: SandboxAddress): TrunkConfiguration[] {
  const address = own ?? { host: sandbox.host, port: sandbox.sipPort };
  return [...trunks.map(carrierTrunk), ...(sandbox.enabled ? [sandboxTrunk({ ...address, speed: sandbox.speed })] : [])];
}
