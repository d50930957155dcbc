import { isIP, isIPv6 } from 'node:net';
import type { LineFact, LineResult, ReportFact, TransmitOrder } from '@faxwire/contracts';
import { t38UseOn, type AttemptFailure, type T38Use } from '@faxwire/fax';
import {
  LocalDescription, answerMedia, parseSdp,
  type Clock, type InviteOptions, type Remote, type OutgoingCall, type SdpAnswer, type UserAgent,
} from '@faxwire/sip';
import type { AudioTerminalFactory, FaxTerminalFactory, MediaSocket, UdptlChannel, UdptlChannelCounters } from '@faxwire/terminal';
import { answerInAudio, type AudioTerms } from './audio-answer.ts';
import { failure } from './call-failure.ts';
import type { CallFigures } from './call-figures.ts';
import { REFUSED_OFFER, codecOf, mediaOf, type FarT38 } from './call-media.ts';
import { ConfirmedPages } from './confirmed-pages.ts';
import { dial } from './dial.ts';
import { FactReports } from './fact-reports.ts';
import { expectFrom } from './far-media.ts';
import { firstOffer, t38AtOnce } from './first-offer.ts';
import { lineResultOf } from './line-result.ts';
import type { MediaFailPoint } from './media-dependency.ts';
import { PageTransmission } from './page-transmission.ts';
import { callSeconds, pageSizes } from './page-limit.ts';
import { PageTimer } from './page-timer.ts';
import { CALL_MARGIN_MS, NEGOTIATION_FLOOR_MS, NEGOTIATION_MS, TRAINING_AFTER_ANSWER_MS } from './protocol-limit.ts';
import { T38Agreement } from './t38-agreement.ts';
import { ownT38, payloadTypesOf, versionWith } from './t38-parameters.ts';
import { terminalOptions, udptlOptions } from './terminal-options.ts';
import { CallRecorder } from './trace/call-recorder.ts';
import { frameTap } from './trace/frame-tap.ts';
import type { SipTraces } from './trace/sip-traces.ts';
import { udptlTap } from './trace/udptl-tap.ts';
import type { TrunkWay } from './trunk-way.ts';
import type { FirstOffer, TrunkConfiguration } from '@faxwire/trunks';

export interface TransmissionOptions {
  readonly order: TransmitOrder;
  readonly trunk: TrunkConfiguration;
  readonly timeFactor: number;
  readonly report: ReportFact;
  /** This call's own port; closed by the transmission. */
  readonly socket: MediaSocket;
  /** The IP address that far ends reach us at. */
  readonly address: string;
  readonly userAgent: UserAgent;
  /** Where the trunk's servers are; at its host and port where it is left out. */
  readonly way?: TrunkWay | undefined;
  readonly sipTraces: SipTraces;
  readonly terminals: FaxTerminalFactory;
  /** Without them a call that stays audio fails. */
  readonly audioTerminals?: AudioTerminalFactory;
  readonly figures?: Pick<CallFigures, 'audio' | 'line'>;
  readonly clock: Clock;
  readonly failPoint: MediaFailPoint;
  readonly maxCallSeconds: number;
}

/** Of a trunk whose port its DNS records say. */
const SIP_PORT = 5060;
const GIVEN_UP = failure('interrupted', 'given up by our side');

/** One attempt on the line, from INVITE to the end of the call. */
export class Transmission {
  readonly #options: TransmissionOptions;
  readonly #pages: ConfirmedPages;
  readonly #reports: FactReports;
  readonly #description: LocalDescription;
  readonly #cutShort: Promise<AttemptFailure>;
  #cut!: (failure: AttemptFailure) => void;
  readonly #recorder: CallRecorder;
  #endSipTrace: () => void = () => undefined;
  #call: OutgoingCall | undefined;
  #agreement: T38Agreement | undefined;
  #transmission: PageTransmission | undefined;
  #channel: UdptlChannel | undefined;
  #isGivenUp = false;
  #cancelTrainingLimit: () => void = () => undefined;
  #pageTimer: PageTimer | undefined;
  #maxCallSeconds: number;

  constructor(options: TransmissionOptions) {
    const { order, address, clock } = options;
    this.#options = options;
    this.#maxCallSeconds = options.maxCallSeconds;
    this.#recorder = new CallRecorder({ startedAt: Date.now(), now: () => clock.now() });
    this.#pages = new ConfirmedPages(order);
    this.#cutShort = new Promise((resolve) => (this.#cut = resolve));
    this.#reports = new FactReports((fact) => this.#record(fact), () => this.#cut(failure('interrupted', 'a fact could not be recorded')));
    this.#description = new LocalDescription({ address, sessionId: Date.now() });
  }

  /** Never rejects for anything that the far end does, and ends within the limits of a call. */
  async run(): Promise<LineResult> {
    const { order, clock, socket } = this.#options;
    const onAbort = () => this.giveUp();
    order.signal.addEventListener('abort', onAbort);
    const cancelLimit = clock.schedule(this.#limitMs(), () => this.#cut(failure('call_too_long', 'the call was cut off at its limit')));
    try {
      if (order.signal.aborted) this.giveUp();
      await this.#measure();
      if (!this.#isGivenUp) await this.#options.failPoint('before_invite');
      return await this.#withTrace(await this.#resultOf(await Promise.race([this.#cutShort, this.#play()])));
    } finally {
      cancelLimit();
      this.#cancelTrainingLimit();
      this.#pageTimer?.stop();
      order.signal.removeEventListener('abort', onAbort);
      this.#hangUp();
      this.#endSipTrace();
      await socket.close();
    }
  }

  /** How long the call and each of its pages may take follows from what is to be sent. */
  async #measure(): Promise<void> {
    const { order: { pagesPath, fromPage }, clock, timeFactor, maxCallSeconds } = this.#options;
    const sizes = await pageSizes(pagesPath, fromPage);
    if (sizes.length === 0) return;
    this.#maxCallSeconds = callSeconds(sizes, maxCallSeconds);
    this.#pageTimer = new PageTimer({ sizes, clock, timeFactor, onLate: (detail) => this.#cut(failure('page_too_slow', detail)) });
  }

  /** Of a call that came to T.38. */
  get t38Counters(): UdptlChannelCounters | undefined {
    return this.#channel?.counters;
  }

  /** Hangs up at once; before the call it is not placed any more. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#cut(GIVEN_UP);
  }

  /** Facts on their way still count: the terminal tells what it had heard, and what it told gets on record if it can. */
  async #resultOf(ended: AttemptFailure | undefined): Promise<LineResult> {
    this.#hangUp();
    const terminalEnd = await this.#transmission?.settled();
    await this.#reports.close();
    return lineResultOf(this.#pages, [this.#certain(ended), terminalEnd]);
  }

  async #withTrace(result: LineResult): Promise<LineResult> {
    const trace = await this.#recorder.packed(this.#options.timeFactor);
    return trace ? { ...result, trace } : result;
  }

  /** What was given up before the far end could have confirmed the page that was on the line is known not to have arrived. */
  #certain(ended: AttemptFailure | undefined): AttemptFailure | undefined {
    return ended === GIVEN_UP && !this.#transmission?.awaitsConfirmation ? failure('stopped', GIVEN_UP.detail) : ended;
  }

  #limitMs(): number {
    const { trunk, timeFactor, maxCallSeconds } = this.#options;
    return (trunk.ringTimeoutMs + NEGOTIATION_MS + maxCallSeconds * 1000) / timeFactor + CALL_MARGIN_MS;
  }

  #hangUp(): void {
    this.#agreement?.abandon();
    this.#transmission?.stop();
    this.#call?.bye();
  }

  async #record(fact: LineFact): Promise<void> {
    await this.#options.report(fact);
    if (fact.type === 'negotiated') this.#pageTimer?.begin();
    if (fact.type !== 'page') return;
    this.#pages.record(fact.page.page);
    this.#pageTimer?.confirmed();
  }

  async #play(): Promise<AttemptFailure | undefined> {
    if (this.#isGivenUp) return this.#cutShort;
    const [nextHop, ...otherHops] = ofFamily((await this.#options.way?.hops()) ?? [], this.#options.socket.host);
    if (this.#isGivenUp) return this.#cutShort;
    const call = this.#invite({ ...(nextHop && { nextHop }), otherHops });
    const dialled = await dial(call, (sipStatus) => this.#tell({ type: 'ringing', sipStatus }));
    if (!dialled.ok) return dialled.failure;
    this.#tell({ type: 'answered', sipCallId: call.callId });
    this.#limitTraining();
    const atOnce = this.#firstOffer() === 'audio' ? undefined : t38AtOnce(dialled.sdp, { localTcf: this.#localTcf });
    const agreed = atOnce ? { ok: true as const, kind: 't38' as const, far: atOnce } : await this.#agree(call, dialled.sdp);
    if (!agreed.ok) return agreed.failure;
    return agreed.kind === 't38' ? this.#sendPages(call, agreed.far) : this.#sendAsAudio(call, agreed.refusal);
  }

  /** A call that is answered and comes to nothing is a person's telephone, or a machine that is broken. */
  #limitTraining(): void {
    const { clock, timeFactor } = this.#options;
    const limitMs = Math.max(TRAINING_AFTER_ANSWER_MS / timeFactor, NEGOTIATION_FLOOR_MS);
    this.#cancelTrainingLimit = clock.schedule(limitMs, () => {
      if (!this.#transmission?.hasBegunTraining) this.#cut(failure('no_fax_signal', 'no training within 45 s of the answer'));
    });
  }

  /** In order with the others, but nothing waits for it: nothing at the far end is confirmed by it. */
  #tell(fact: LineFact): void {
    this.#reports.add(fact).catch(() => undefined);
  }

  #invite(hops: Pick<InviteOptions, 'nextHop' | 'otherHops'>): OutgoingCall {
    const { userAgent, sipTraces, trunk, order, socket, address, timeFactor, way } = this.#options;
    const { call, end } = sipTraces.begin(this.#recorder, () => userAgent.invite({
      target: { user: order.phoneNumber, host: trunk.host, port: trunk.port || SIP_PORT },
      ...hops,
      ...(way && { onHop: (hop, outcome) => way.note(hop, outcome), ...(way.account && { account: way.account }) }),
      from: { user: order.callerNumber, host: address },
      headers: ourIds(trunk, order),
      offer: firstOffer(this.#description, {
        kind: this.#firstOffer(), port: socket.port, payloadTypes: payloadTypesOf(trunk),
        own: ownT38(trunk, order.settings),
      }),
      ...(trunk.redirects && { redirects: trunk.redirects }),
      inviteTimeoutMs: trunk.inviteTimeoutMs,
      ringTimeoutMs: trunk.ringTimeoutMs / timeFactor,
    }));
    this.#endSipTrace = end;
    this.#call = call;
    return call;
  }

  async #agree(call: OutgoingCall, sdp: string): ReturnType<T38Agreement['run']> {
    const { clock, timeFactor, socket, trunk, order } = this.#options;
    const payloadTypes = payloadTypesOf(trunk);
    const agreement = new T38Agreement({
      call, clock, timeFactor, payloadTypes, description: this.#description, port: socket.port, own: ownT38(trunk, order.settings),
      use: this.#t38Use(), localTcf: this.#localTcf, onAudio: (far) => void expectFrom(socket, far, trunk),
    });
    this.#agreement = agreement;
    const opened = this.#openAudio(sdp, () => agreement.faxHeard());
    return opened ? { ok: false, failure: opened } : agreement.run();
  }

  #firstOffer(): FirstOffer {
    return this.#t38Use() === 'g711' ? 'audio' : (this.#options.trunk.t38.firstOffer ?? 'audio');
  }

  get #localTcf(): boolean {
    return this.#options.terminals.speaksLocalTcf ?? false;
  }

  #t38Use(): T38Use {
    const { trunk, order, audioTerminals } = this.#options;
    return audioTerminals ? t38UseOn(trunk.t38.use, order.settings) : 'only';
  }

  #openAudio(sdp: string, onFaxHeard: () => void): AttemptFailure | undefined {
    const { socket, timeFactor, trunk } = this.#options;
    const far = mediaOf(sdp);
    if (far.kind !== 'audio') return failure('protocol_error', 'the far end answered without G.711 audio');
    if (!expectFrom(socket, far, trunk)) return failure('protocol_error', 'the far end named no usable media address');
    socket.openAudio({ codec: codecOf(far), speed: timeFactor, signal: 'cng', onTone: (tone) => { if (tone !== 'cng') onFaxHeard(); } });
    return undefined;
  }

  async #sendPages(call: OutgoingCall, far: FarT38): Promise<AttemptFailure | undefined> {
    const { order, socket, trunk, timeFactor, terminals, failPoint, figures } = this.#options;
    if (!expectFrom(socket, far, trunk)) return failure('protocol_error', 'the far end named no usable T.38 address');
    const local = { address: this.#options.address, port: socket.port };
    this.#recorder.speaks(versionWith(far));
    const channel = socket.switchToT38(udptlOptions(trunk, far), udptlTap(this.#recorder, { local, remote: far }));
    this.#channel = channel;
    const transmission = new PageTransmission({
      order, failPoint, pages: this.#pages,
      report: (fact) => this.#reports.add(fact),
      sendPacket: (ifp, copies) => channel.send(ifp, copies),
      ...(figures && { figures }),
    });
    this.#transmission = transmission;
    call.listen({
      onReoffer: (sdp, respond) => respond(this.#reconsider(sdp)),
      onRemoteChanged: (sdp) => this.#follow(sdp),
      onEnded: (end) => transmission.callEnded(end),
    });
    const options = terminalOptions({ order, trunk, far, timeFactor, maxCallSeconds: this.#maxCallSeconds });
    const terminal = await transmission.open(terminals, options);
    if (terminal) channel.attach(terminal);
    terminal?.start();
    return transmission.ended;
  }

  /** From here on the port belongs to the terminal's process. */
  async #sendAsAudio(call: OutgoingCall, refusal: AttemptFailure | undefined): Promise<AttemptFailure | undefined> {
    const { order, socket, trunk, timeFactor, audioTerminals, failPoint, figures } = this.#options;
    const line = socket.giveAwayAudio();
    if (!line || !audioTerminals) return refusal ?? failure('protocol_error', 'the call has no audio');
    const transmission = new PageTransmission({
      order, failPoint, pages: this.#pages,
      report: (fact) => this.#reports.add(fact),
      ...(refusal && { refusal }),
      ...(figures && { figures }),
      onTrace: frameTap(this.#recorder),
    });
    this.#transmission = transmission;
    const opening = transmission.openAudio(audioTerminals, terminalOptions({ order, trunk, timeFactor, maxCallSeconds: this.#maxCallSeconds }), line);
    call.listen({
      onReoffer: (sdp, respond) => respond(this.#reconsiderAudio(sdp, (remote) => void opening.then((terminal) => terminal?.redirect(remote)))),
      onEnded: (end) => transmission.callEnded(end),
    });
    (await opening)?.start();
    return transmission.ended;
  }

  #reconsiderAudio(sdp: string, onMoved: AudioTerms['onMoved']): SdpAnswer {
    const { socket, trunk } = this.#options;
    return answerInAudio(sdp, { port: socket.port, trunk, description: this.#description, payloadTypes: payloadTypesOf(trunk), onMoved });
  }

  /** The answer to a refresh of ours may name another place. */
  #follow(sdp: string): void {
    const far = mediaOf(sdp);
    if (far.kind === 't38') expectFrom(this.#options.socket, far, this.#options.trunk);
  }

  /** In mid fax the far end may move its T.38 elsewhere; back to audio would be the end of the fax. */
  #reconsider(sdp: string): SdpAnswer {
    const { socket, trunk, order } = this.#options;
    const parsed = parseSdp(sdp);
    if (!parsed.ok) return REFUSED_OFFER;
    const answer = answerMedia(parsed.description, { t38: { port: socket.port, parameters: ownT38(trunk, order.settings), localTcf: this.#localTcf } });
    if (answer?.remote.kind !== 't38' || !expectFrom(socket, answer.remote, trunk)) return REFUSED_OFFER;
    return { ok: true, sdp: this.#description.describe(answer.media) };
  }
}

/** Our media port has one family: a server of the other one would get an address that it may not reach. */
function ofFamily(hops: readonly Remote[], host: string): readonly Remote[] {
  const fitting = hops.filter((hop) => isIP(hop.host) === 0 || isIPv6(hop.host) === isIPv6(host));
  return fitting.length > 0 ? fitting : hops;
}

/** What a far end of our own house is told about the call. */
function ourIds({ faxIdHeader, attemptIdHeader }: TrunkConfiguration, { faxId, attemptId }: TransmitOrder): [string, string][] {
  return [...(faxIdHeader === undefined ? [] : [[faxIdHeader, faxId] as [string, string]]), ...(attemptIdHeader === undefined ? [] : [[attemptIdHeader, attemptId] as [string, string]])];
}
