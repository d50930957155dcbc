import type { Grant } from '@faxwire/event-log';
import { CreateChannel1795219200301 } from './migrations/create-channel.ts';
import { IsolateChannels1795219200351 } from './migrations/isolate-channels.ts';
import { RankWaiting1795219200361 } from './migrations/rank-waiting.ts';

export type { ChannelTimes } from './channel/channel-times.ts';
export type { ChannelUse } from './channel/channel-use.ts';
export type { MonotonicClock } from './channel/monotonic-clock.ts';
export { PostgresChannelBook, type PostgresChannelBookOptions } from './channel/postgres-channel-book.ts';
export { carrierTrunk, sandboxTrunk, type ConfiguredTrunk } from './configured-trunk.ts';
export { numberFactsOf } from './number/number-facts.ts';
export { isSandboxNumber } from './number/sandbox-number.ts';
export { TrunkRouter, pickTrunk, timeFactorOf } from './route.ts';
export { SANDBOX_LINE } from './sandbox-line.ts';
export { TRUNK_DEFAULTS, type AudioCodec, type TrunkConfiguration, type TrunkT38 } from './trunk.ts';

export const trunksMigrations = [CreateChannel1795219200301, IsolateChannels1795219200351, RankWaiting1795219200361];

/** Lifecycle processes hand channels out, media processes hold them. */
export const trunksGrants: readonly Grant[] = (['faxwire_lifecycle', 'faxwire_media'] as const).flatMap((role) =>
  ['channel', 'channel_wait', 'channel_turn'].map((table): Grant => ({ role, table, privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] })),
);
