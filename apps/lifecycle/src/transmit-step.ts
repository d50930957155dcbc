import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, LineFact, TransmitOrder, TrunkRoute } from '@faxwire/contracts';
import { openAttempt, type Attempt, type AttemptClaim, type AttemptFailure, type FaxCommand, type FaxState, type TransmitStep } from '@faxwire/fax';
import type { Execution, LifecycleDependencies } from './lifecycle-dependencies.ts';
import { withScratchFile } from './scratch-file.ts';

type Pages = NonNullable<FaxState['pages']>;

/** Between the look at the free channels and the reservation others may have come. */
const CHANNEL_WITHIN_MS = 2_000;
/** The fax terminal waits 30 s for the record of a fact, then the call is lost. */
const RECORD_WITHIN_MS = 25_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/**
 * One attempt: a channel, the record that it begins, the call, the record of how it ended. The attempt stands in the
 * log before the first INVITE, so whoever comes back to one that began knows that it is not theirs to dial again.
 */
export async function transmitStep(deps: LifecycleDependencies, faxId: string, { step, released }: Transmit): Promise<void> {
  const state = await deps.faxes.load(faxId);
  const open = openAttempt(state);
  if (open) return interrupted(deps, faxId, open);
  if (step.begun || !state.pages) return;
  const route = deps.transmitter.route(state);
  if (!route) return close(deps, faxId, { type: 'CloseAsFailed', cause: 'no_trunk' });
  if (!(await deps.documents.has(state.tenantId, state.pages.sha256))) return close(deps, faxId, { type: 'CloseAsFailed', cause: 'document_missing' });
  try {
    await onChannel(deps, { state, pages: state.pages, step, route });
  } finally {
    released(route.trunk);
  }
}

interface Transmit {
  readonly step: TransmitStep;
  /** Told when the trunk has a channel again. */
  readonly released: (trunk: string) => void;
}

interface Transmission {
  readonly state: FaxState;
  readonly pages: Pages;
  readonly step: TransmitStep;
  readonly route: TrunkRoute;
}

async function close(deps: LifecycleDependencies, faxId: string, command: FaxCommand): Promise<void> {
  await deps.faxes.execute(faxId, command);
}

/** The log knows of an attempt that nobody here is making: its worker is gone. */
async function interrupted(deps: LifecycleDependencies, faxId: string, open: Attempt): Promise<void> {
  const failure: AttemptFailure = { cause: 'interrupted', detail: 'The process that made this attempt ended before it reported.' };
  await deps.faxes.execute(faxId, { type: 'RecordAttemptFailure', attemptId: open.attemptId, token: open.token, failure, jitter: deps.random() });
}

async function onChannel(deps: LifecycleDependencies, transmission: Transmission): Promise<void> {
  const { state, pages, route } = transmission;
  const channel = await channelInTime(deps, route.trunk);
  if (!channel) return;
  try {
    await withScratchFile(deps.scratchDir, async (pagesPath) => {
      await deps.documents.materialise(state.tenantId, pages.sha256, pagesPath);
      await attempt(deps, transmission, { channel, pagesPath });
    });
  } finally {
    channel.release();
  }
}

/** Somebody else was faster: then the plan is asked again, and the fax waits its turn at rest. */
async function channelInTime({ transmitter }: LifecycleDependencies, trunk: string): Promise<Channel | undefined> {
  const patience = AbortSignal.timeout(CHANNEL_WITHIN_MS);
  try {
    return await transmitter.reserve(trunk, patience);
  } catch (error) {
    if (patience.aborted) return undefined;
    throw error;
  }
}

interface Line {
  readonly channel: Channel;
  readonly pagesPath: string;
}

async function attempt(deps: LifecycleDependencies, transmission: Transmission, line: Line): Promise<void> {
  const { state, step, route } = transmission;
  const { number, fromPage, settings } = step;
  const { trunk, callerNumber } = route;
  if (!line.channel.isOpen) throw new Error('The media worker leaves: the attempt is left to the next one.');
  const begun = await deps.faxes.execute(state.faxId, { type: 'InitiateAttempt', number, trunk, callerNumber, fromPage, settings });
  // Held, stopped or begun by somebody else while the channel was waited for: the log has the last word.
  if (!begun.ok) return;
  const claim = openAttempt(begun.state);
  if (!claim) return;
  const result = await line.channel.transmit(orderOf(transmission, line), (fact) => record(deps, state.faxId, commandOf(claim, fact)));
  if (result.ok) return;
  const { failure } = result;
  await persist(deps, state.faxId, { type: 'RecordAttemptFailure', attemptId: claim.attemptId, token: claim.token, failure, jitter: deps.random() });
}

function orderOf({ state, pages, step, route }: Transmission, { pagesPath }: Line): TransmitOrder {
  return {
    faxId: state.faxId,
    attemptId: step.attemptId,
    mode: state.mode,
    phoneNumber: state.phoneNumber,
    callerNumber: route.callerNumber,
    pagesPath,
    pageCount: pages.pageCount,
    resolution: state.resolution,
    fromPage: step.fromPage,
    settings: step.settings,
    // Nobody takes a running attempt away from this process; it ends its calls itself when it leaves.
    signal: new AbortController().signal,
  };
}

/** @throws when the fact was refused: the attempt is no longer ours, and the call has to end. */
async function record(deps: LifecycleDependencies, faxId: string, fact: FaxCommand): Promise<void> {
  const recorded = await persist(deps, faxId, fact);
  if (!recorded.ok) throw new Error(`${recorded.refusal.code}: ${recorded.refusal.message}`);
}

/** A database that is away for a moment costs no call: a fact recorded twice is recorded once, so it is tried again. */
async function persist({ faxes, now }: LifecycleDependencies, faxId: string, fact: FaxCommand): Promise<Execution> {
  const until = now() + RECORD_WITHIN_MS;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await faxes.execute(faxId, fact);
    } catch (error) {
      if (now() + pauseMs > until) throw error;
      await sleep(pauseMs);
    }
  }
}

function commandOf({ attemptId, token }: AttemptClaim, fact: LineFact): FaxCommand {
  switch (fact.type) {
    case 'ringing':
      return { type: 'RecordRinging', attemptId, token, sipStatus: fact.sipStatus };
    case 'answered':
      return { type: 'RecordAnswer', attemptId, token, sipCallId: fact.sipCallId };
    case 'negotiated':
      return { type: 'RecordNegotiation', attemptId, token, negotiation: fact.negotiation };
    case 'page':
      return { type: 'RecordPage', attemptId, token, page: fact.page };
  }
}
