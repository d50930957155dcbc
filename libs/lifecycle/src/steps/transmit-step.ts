import type { Channel, HeldChannel, LineFact, TransmitOrder, TrunkRoute } from '@faxwire/contracts';
import { allPagesConfirmed, openAt, openAttempt, type AttemptClaim, type FaxCommand, type FaxState, type TransmitStep } from '@faxwire/fax';
import { AttemptRecord } from './attempt-record.ts';
import { keepTrace } from './keep-trace.ts';
import { withScratchFile } from './scratch-file.ts';
import type { TransmitDependencies } from './step-dependencies.ts';

type Pages = NonNullable<FaxState['pages']>;

/** The channel is ours already; what is waited for is a line of this worker, and the pace of the trunk: 100 calls at five a second. */
const LINE_WITHIN_MS = 20_000;

export interface Transmitting {
  readonly step: TransmitStep;
  /** Aborted when the engine has given the attempt up: the call ends at once. */
  readonly signal?: AbortSignal;
  /** Told of the first page that is not confirmed yet, whenever something was recorded. */
  readonly onProgress?: (progress: { readonly page: number }) => void;
}

/**
 * One attempt: the channel that the fax was granted, the record that it begins, the call, the record of how it ended.
 * The attempt stands in the log before the first INVITE, so whoever finds one that began knows that it is not theirs to
 * dial again. Returns without an attempt where the log or the channels have it otherwise: then the plan is asked again.
 */
export async function transmitStep(deps: TransmitDependencies, faxId: string, transmitting: Transmitting): Promise<void> {
  const state = await deps.faxes.load(faxId);
  if (openAttempt(state) || transmitting.step.begun || !state.pages) return;
  const route = deps.router.route(state);
  if (!route) return close(deps, faxId, { type: 'CloseAsFailed', cause: 'no_trunk' });
  if (!(await deps.documents.has(state.tenantId, state.pages.sha256))) return close(deps, faxId, { type: 'CloseAsFailed', cause: 'document_missing' });
  // The turn for a channel may have taken hours.
  const terms = await deps.dialling.termsOf(state, route.trunk);
  if (terms.refusal) return close(deps, faxId, { type: 'CloseAsFailed', cause: terms.refusal });
  const now = deps.now();
  if (openAt(terms, now) !== now) return;
  const { tenantId, pages } = state;
  await withScratchFile(deps.scratchDir, async (pagesPath) => {
    // Before the channel: what goes wrong here keeps the grant, and nobody else waits for it meanwhile.
    await deps.documents.materialise(tenantId, pages.sha256, pagesPath);
    await onChannel(deps, { ...transmitting, state, pages, route, pagesPath });
  });
}

interface Transmission extends Transmitting {
  readonly state: FaxState;
  readonly pages: Pages;
  readonly route: TrunkRoute;
  readonly pagesPath: string;
}

async function close(deps: TransmitDependencies, faxId: string, command: FaxCommand): Promise<void> {
  await deps.faxes.execute(faxId, command);
}

/** A grant that has lapsed is somebody else's by now. */
async function onChannel(deps: TransmitDependencies, transmission: Transmission): Promise<void> {
  const held = await deps.channels.hold(transmission.state.faxId);
  if (!held) return;
  try {
    await onLine(deps, transmission, held);
  } finally {
    await held.release();
  }
}

async function onLine(deps: TransmitDependencies, transmission: Transmission, held: HeldChannel): Promise<void> {
  const channel = await lineInTime(deps, transmission.route.trunk);
  if (!channel) return;
  try {
    await attempt(deps, transmission, { channel, held });
  } finally {
    channel.release();
  }
}

/** Every line of this worker is busy: then the plan is asked again, and the fax waits its turn at rest. */
async function lineInTime({ transmitter }: TransmitDependencies, trunk: string): Promise<Channel | undefined> {
  const patience = AbortSignal.timeout(LINE_WITHIN_MS);
  try {
    return await transmitter.reserve(trunk, patience);
  } catch (error) {
    if (patience.aborted) return undefined;
    throw error;
  }
}

interface Line {
  readonly channel: Channel;
  readonly held: HeldChannel;
}

async function attempt(deps: TransmitDependencies, transmission: Transmission, line: Line): Promise<void> {
  const { state, step, route } = transmission;
  const { number, fromPage, settings } = step;
  const { trunk } = route;
  const callerNumber = callerOf(state, route);
  if (!line.channel.isOpen) throw new Error('The media worker leaves: the attempt is left to the next one.');
  const begun = await deps.faxes.execute(state.faxId, { type: 'InitiateAttempt', number, trunk, callerNumber, fromPage, settings });
  // Held, stopped or begun by somebody else while the channel was waited for: the log has the last word.
  if (!begun.ok) return;
  const claim = openAttempt(begun.state);
  if (!claim) return;
  const fenced = new AbortController();
  const record = new AttemptRecord({ ...deps, faxId: state.faxId, onRefused: () => fenced.abort(new Error('the attempt is somebody else\'s')) });
  const order = orderOf(transmission, line);
  const result = await line.channel.transmit({ ...order, signal: AbortSignal.any([order.signal, fenced.signal]) }, (fact) => report(record, transmission, { claim, fact }));
  if (result.trace) await keepTrace(deps, record, { tenantId: state.tenantId, claim, trace: result.trace });
  if (!result.ok) {
    const { failure } = result;
    await record.add({ type: 'RecordAttemptFailure', attemptId: claim.attemptId, token: claim.token, failure, jitter: deps.random() }, true).catch(() => undefined);
  }
  await record.close();
  // While the number is still ours: whoever is waiting for it sees what this call has heard.
  await learn(deps, state.faxId, claim);
}

/** The attempt as the log has it now, with what was agreed in it. */
async function learn({ faxes, dialling }: TransmitDependencies, faxId: string, { attemptId }: AttemptClaim): Promise<void> {
  const state = await faxes.load(faxId);
  const ended = state.attempts.at(-1);
  if (ended?.attemptId === attemptId && (ended.failure || allPagesConfirmed(state))) await dialling.learn(state, ended);
}

/** Looks at the hold anew: a process that was frozen since the attempt was stored must not dial for what is somebody else's by now. */
function orderOf({ state, pages, pagesPath, route, step, signal }: Transmission, { held: { lost } }: Line): TransmitOrder {
  return {
    faxId: state.faxId,
    attemptId: step.attemptId,
    mode: state.mode,
    phoneNumber: state.phoneNumber,
    callerNumber: callerOf(state, route),
    ...(state.stationId !== undefined && { stationId: state.stationId }),
    ...(state.headerText !== undefined && { headerText: state.headerText }),
    pagesPath,
    pageCount: pages.pageCount,
    resolution: state.resolution,
    fromPage: step.fromPage,
    settings: step.settings,
    signal: signal ? AbortSignal.any([signal, lost]) : lost,
  };
}

/** One of the tenant's own numbers, where the sender wished it; otherwise the trunk's. */
function callerOf({ senderNumber }: FaxState, route: TrunkRoute): string {
  return senderNumber ?? route.callerNumber;
}

/** @throws when the fact was refused: the attempt is no longer ours, and the call has to end. */
async function report(record: AttemptRecord, { onProgress }: Transmission, { claim, fact }: { claim: AttemptClaim; fact: LineFact }): Promise<void> {
  const recorded = await record.add(commandOf(claim, fact), fact.type === 'page');
  if (recorded?.ok) onProgress?.({ page: recorded.state.pagesConfirmed });
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
