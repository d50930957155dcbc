import { carrierTrunk, createMedia, sandboxTrunk, type Media, type TrunkConfiguration } from '@faxwire/media-app';
import { failPoint, withSpan } from '@faxwire/platform';
import { FAX_ID_HEADER, REAL_TIME_NUMBERS, createSandbox, type Sandbox } from '@faxwire/sandbox-app';
import { systemClock, systemRandom } from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import type { Foundation } from './foundation.ts';

/** The sandbox carrier takes calls from this machine alone. */
const SANDBOX_HOST = '127.0.0.1';

/** Both ends of at most 80 sandbox calls (at the speed of life), and some that are just ending. */
const SANDBOX_TERMINALS = 200;

export interface Telephony {
  readonly media: Media;
  readonly sandbox: Sandbox | undefined;
}

/** Fax machines, the pretend carrier if it is wanted, and the worker that places calls. */
export async function openTelephony(base: Foundation): Promise<Telephony> {
  const { configuration, closing, metrics, logger } = base;
  // A sandbox call has both of its ends here.
  const spares = configuration.media.spareProcesses * (configuration.sandbox.enabled ? 2 : 1);
  const maxTerminals = SANDBOX_TERMINALS + configuration.trunks.reduce((sum, { channels }) => sum + channels, 0);
  const terminals = new SpanDspPool({ spares, maxTerminals });
  closing.defer('fax terminals', () => terminals.close());
  await terminals.warm();
  const sandbox = configuration.sandbox.enabled ? await openSandbox(base, terminals) : undefined;
  const media = await createMedia({
    trunks: [...configuration.trunks.map(carrierTrunk), ...(sandbox ? [trunkTo(sandbox, configuration.sandbox.speed)] : [])],
    sip: configuration.sip,
    mediaPortRange: configuration.media.portRange,
    maxCallSeconds: configuration.media.maxCallSeconds,
    terminals, metrics, logger, failPoint, withSpan,
    clock: systemClock,
    random: systemRandom,
  });
  closing.defer('media', () => media.close({ graceMs: 0 }));
  return { media, sandbox };
}

async function openSandbox({ configuration, dataDir, closing, logger }: Foundation, terminals: SpanDspPool): Promise<Sandbox> {
  const { speed, sipPort } = configuration.sandbox;
  const sandbox = await createSandbox({ sipHost: SANDBOX_HOST, sipPort, speed, dataDir, terminals, logger, clock: systemClock, random: systemRandom });
  closing.defer('sandbox carrier', () => sandbox.close());
  return sandbox;
}

function trunkTo(sandbox: Sandbox, speed: number): TrunkConfiguration {
  return sandboxTrunk({ ...sandbox.address, speed, realTimeNumbers: REAL_TIME_NUMBERS, faxIdHeader: FAX_ID_HEADER });
}
