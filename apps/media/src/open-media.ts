import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { failPoint, withSpan } from '@faxwire/platform';
import { FactJournal, transmitStep, type Transmitting } from '@faxwire/lifecycle';
import { PAGE_BINDER, TracedFaxes, diallingOf, openScratch, vaultOf, type Foundation } from '@faxwire/runtime';
import { AddressList, systemClock, systemRandom } from '@faxwire/sip';
import { SpanDspPool } from '@faxwire/terminal';
import { PostgresChannelBook, TrunkDoor, TrunkRouter, type TrunkConfiguration } from '@faxwire/trunks';
import { NumberBook, QuotaUse } from '@faxwire/tenancy';
import { createMedia } from './create-media.ts';
import { chooseEngine, type FaxTerminals } from './fax-engine.ts';
import { keepAppending } from './kept-facts.ts';
import type { InboundDependencies } from './inbound/inbound-dependency.ts';
import { IncomingCalls } from './inbound/incoming-calls.ts';
import type { Media } from './media.ts';

/** Calls of a process are bounded by its channels; this is for ends of calls that are still being cleared. */
const SPARE_TERMINALS = 40;

export type TransmitFax = (faxId: string, transmitting: Transmitting) => Promise<void>;

export interface OpenedMedia {
  readonly media: Media;
  /** One attempt on a channel that the fax was granted. */
  readonly transmit: TransmitFax;
}

export interface MediaParts {
  readonly trunks: readonly TrunkConfiguration[];
  /** SpanDSP to share with somebody else in this process. */
  readonly terminals?: SpanDspPool;
  /** Told of faxes whose turn for a channel it is. */
  readonly wake: (faxId: string) => void;
}

/** Fax machines, SIP, and one attempt at a time on each channel. */
export async function openMedia(base: Foundation, parts: MediaParts): Promise<OpenedMedia> {
  const { closing, logger } = base;
  const maxTerminals = channelsOf(parts.trunks) + SPARE_TERMINALS;
  const spanDsp = parts.terminals ?? (await openTerminals(base, maxTerminals, sparesOf(base)));
  const terminals = await chooseEngine(base, { spanDsp, maxTerminals });
  const { slip } = terminals;
  if (slip) base.metrics.onScrape(() => base.metrics.line.t38Slip(terminals.slip ?? slip));
  const media = await createMediaOf(base, parts.trunks, terminals);
  closing.defer('media', () => media.close({ graceMs: 0 }));
  const onError = (error: unknown): void => logger.error({ err: error }, 'the channels could not be looked after and will be again');
  const channels = new PostgresChannelBook({ database: base.database, wake: parts.wake, onError, holder: randomUUID() });
  const faxes = new TracedFaxes(base);
  const journal = await FactJournal.open(join(base.dataDir, 'facts'));
  await keepAppending({ journal, faxes, logger, closing });
  const deps = {
    faxes, channels, journal,
    dialling: diallingOf(base),
    transmitter: media,
    router: new TrunkRouter(parts.trunks),
    documents: vaultOf(base.documents),
    now: base.now,
    random: Math.random,
    scratchDir: await openScratch(base.dataDir, 'media'),
    traced: faxes.traced,
  };
  media.takeCalls(incomingCalls(base, { ...deps, trunks: parts.trunks, terminals, trunkAt: (host) => media.trunkAt(host) }));
  return { media, transmit: (faxId, transmitting) => transmitStep(deps, faxId, transmitting) };
}

type Desk = Pick<InboundDependencies, 'faxes' | 'journal' | 'channels' | 'documents' | 'scratchDir' | 'terminals'> & { readonly trunks: readonly TrunkConfiguration[]; readonly trunkAt: (host: string) => string | undefined };

/** Calls for the numbers of tenants, received with the same machines and on the same channels. */
function incomingCalls({ database: { dataSource }, tenants, metrics, logger, now, configuration }: Foundation, desk: Desk): IncomingCalls {
  const allowed = new AddressList(configuration.sip.allowedSources);
  return new IncomingCalls({
    ...desk,
    binder: PAGE_BINDER,
    door: new TrunkDoor({ trunks: desk.trunks, now, trunkAt: desk.trunkAt, isAllowed: (host) => allowed.has(host) }),
    numbers: new NumberBook(dataSource, now),
    quotaUse: new QuotaUse(dataSource, now),
    tenants, metrics, logger, now,
    clock: systemClock,
    maxCallSeconds: configuration.media.maxCallSeconds,
  });
}

export function channelsOf(trunks: readonly TrunkConfiguration[]): number {
  return trunks.reduce((sum, { channels }) => sum + channels, 0);
}

/** Warm processes that calls want: with our own engine only those that turn into audio. */
export function sparesOf({ configuration: { media } }: Foundation): number {
  return media.engine === 'spandsp' ? media.spareProcesses : 0;
}

/** Processes of SpanDSP, some of them warm. */
export async function openTerminals({ closing }: Foundation, maxTerminals: number, spares: number): Promise<SpanDspPool> {
  const terminals = new SpanDspPool({ spares, maxTerminals });
  closing.defer('fax terminals', () => terminals.close());
  await terminals.warm();
  return terminals;
}

function createMediaOf({ configuration, metrics, logger }: Foundation, trunks: readonly TrunkConfiguration[], terminals: FaxTerminals): Promise<Media> {
  return createMedia({
    trunks, terminals, metrics, audioTerminals: terminals, logger, failPoint, withSpan,
    sip: configuration.sip,
    mediaPortRange: configuration.media.portRange,
    maxCallSeconds: configuration.media.maxCallSeconds,
    clock: systemClock,
    random: systemRandom,
  });
}
