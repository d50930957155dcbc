import type { Foundation } from '@faxwire/runtime';
import { systemClock, systemRandom } from '@faxwire/sip';
import type { SandboxOptions } from './sandbox-option.ts';
import { createSandbox, type Sandbox } from './sandbox.ts';

type Ground = Pick<Foundation, 'configuration' | 'dataDir' | 'closing' | 'logger'>;

/** The pretend carrier, taking calls. */
export async function openSandbox({ configuration, dataDir, closing, logger }: Ground, machines: Pick<SandboxOptions, 'terminals' | 'behaviourOf'>): Promise<Sandbox> {
  const { speed, sipPort, host } = configuration.sandbox;
  const sandbox = await createSandbox({ sipHost: host, sipPort, speed, dataDir, logger, ...machines, clock: systemClock, random: systemRandom });
  closing.defer('sandbox carrier', () => sandbox.close());
  return sandbox;
}
