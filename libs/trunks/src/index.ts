import type { Grant } from '@faxwire/event-log';
import { CreateDestinationLesson1795219200371 } from './migrations/create-destination-lesson.ts';
import { CreateDestinationVoice1795219200381 } from './migrations/create-destination-voice.ts';
import { CreateChannel1795219200301 } from './migrations/create-channel.ts';
import { IsolateChannels1795219200351 } from './migrations/isolate-channels.ts';
import { RankWaiting1795219200361 } from './migrations/rank-waiting.ts';

export type { ChannelTimes } from './channel/channel-times.ts';
export type { ChannelUse } from './channel/channel-use.ts';
export type { MonotonicClock } from './channel/monotonic-clock.ts';
export { PostgresChannelBook, type PostgresChannelBookOptions } from './channel/postgres-channel-book.ts';
export { destinationHash, type DestinationHash } from './lesson/destination-hash.ts';
export { LessonBook, forgetLessonsBlindly, forgetLessonsOf, type Destination } from './lesson/lesson-book.ts';
export { VoiceBook } from './lesson/voice-book.ts';
export { SANDBOX_CALLER, SANDBOX_TRUNK, carrierTrunk, sandboxTrunk, type ConfiguredTrunk } from './configured-trunk.ts';
export { numberFactsOf } from './number/number-facts.ts';
export { zonesOfCountry } from './number/zones-of-country.ts';
export { isSandboxNumber } from './number/sandbox-number.ts';
export { numberOfUser } from './inbound/called-number.ts';
export { incomingFaxId, type IncomingCallName } from './inbound/incoming-fax-id.ts';
export { TrunkDoor, type Lookup } from './inbound/trunk-of-caller.ts';
export { TrunkRouter, pickTrunk, timeFactorOf } from './route.ts';
export { SANDBOX_LINE } from './sandbox-line.ts';
export { TRUNK_DEFAULTS, type AudioCodec, type FirstOffer, type TrunkConfiguration, type TrunkRedirects, type TrunkCredentials, type TrunkT38, type TrunkTransport } from './trunk.ts';

export const trunksMigrations = [CreateChannel1795219200301, IsolateChannels1795219200351, RankWaiting1795219200361, CreateDestinationLesson1795219200371, CreateDestinationVoice1795219200381];

/** Lifecycle processes hand channels out, media processes hold them. */
const CHANNEL_GRANTS = (['faxwire_lifecycle', 'faxwire_media'] as const).flatMap((role) =>
  ['channel', 'channel_wait', 'channel_turn'].map((table): Grant => ({ role, table, privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] })),
);

export const trunksGrants: readonly Grant[] = [
  ...CHANNEL_GRANTS,
  // Recalled at the plan and before the call, learnt after it, erased with the fax.
  { role: 'faxwire_lifecycle', table: 'destination_lesson', privileges: ['SELECT', 'DELETE'] },
  { role: 'faxwire_media', table: 'destination_lesson', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  // Heard by the call, asked before it, and shown as the time of the next one.
  ...(['faxwire_api', 'faxwire_lifecycle', 'faxwire_media'] as const).map((role): Grant => ({ role, function: 'faxwire_voices_at(bytea)' })),
  { role: 'faxwire_media', table: 'destination_voice', privileges: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] },
  { role: 'faxwire_api', function: 'faxwire_forget_lessons(text)' },
];
