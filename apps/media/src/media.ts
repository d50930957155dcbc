import { AsyncResource } from 'node:async_hooks';
import { isIPv6 } from 'node:net';
import type { Channel, FaxTransmitter, LineResult, ReportFact, TransmitOrder } from '@faxwire/contracts';
import { neverDialled } from '@faxwire/fax';
import type { IncomingCall, UserAgent } from '@faxwire/sip';
import type { MediaSocket } from '@faxwire/terminal';
import { failure } from './call-failure.ts';
import { CallFigures } from './call-figures.ts';
import { CallPace } from './call-pace.ts';
import { ChannelLimit } from './channel-limit.ts';
import { MediaPorts } from './media-ports.ts';
import { DEFAULT_MAX_CALL_SECONDS, DEFAULT_MAX_WAITING, type CallSpan, type MediaDependencies } from './media-dependency.ts';
import { numberFactsOf, timeFactorOf, type TrunkConfiguration } from '@faxwire/trunks';
import { CallRecorder } from './trace/call-recorder.ts';
import type { SipTraces } from './trace/sip-traces.ts';
import { Transmission } from './transmission.ts';
import type { TrunkWay } from './trunk-way.ts';

/** The worker is leaving: another one has to take the fax. */
export class MediaClosing extends Error {
  readonly code = 'media_closing';
  constructor() {
    super('this media worker takes no more calls');
    this.name = 'MediaClosing';
  }
}

/** How long calls that were cut off at the end of the grace get for their BYE, ms. */
const GOOD_BYE_MS = 2_000;

/** What a call that comes in needs of the worker. */
export interface InboundLine {
  /** One of the channels of this worker; undefined where none is free. A second call of the result does nothing. */
  take(trunk: string): (() => void) | undefined;
  /** Undefined where no port is free. */
  openSocket(): Promise<MediaSocket | undefined>;
  /** The IP address that far ends reach it at. */
  addressOf(socket: MediaSocket): string;
  /** Has the SIP messages of the call, from its INVITE to the end of `take`. */
  readonly recorder: CallRecorder;
}

/** Who takes the calls that come in. */
export interface CallTaker {
  /** From the INVITE to the end of the call. Never rejects. */
  take(call: IncomingCall, line: InboundLine): Promise<void>;
  /** Every call is to be hung up. */
  giveUp(): void;
}

interface Line {
  readonly trunk: TrunkConfiguration;
  readonly channels: ChannelLimit;
  readonly pace: CallPace;
}

/** What a call has before it begins. */
interface CallLine {
  readonly trunk: TrunkConfiguration;
  readonly socket: MediaSocket;
}

/** Places calls on the trunks and transmits; see {@link FaxTransmitter}. */
export class Media implements FaxTransmitter {
  readonly #dependencies: MediaDependencies;
  readonly #userAgent: UserAgent;
  readonly #sipTraces: SipTraces;
  readonly #lines = new Map<string, Line>();
  readonly #ways = new Map<string, TrunkWay>();
  readonly #ports: MediaPorts;
  /** Of the other family, where we have both. */
  readonly #ports6: MediaPorts | undefined;
  /** Bound for calls that have not begun. */
  readonly #ready = new Set<MediaSocket>();
  readonly #live = new Set<Promise<unknown>>();
  readonly #transmissions = new Set<Transmission>();
  #isOutOfGrace = false;
  #taker: CallTaker | undefined;
  #closing: Promise<void> | undefined;

  constructor(dependencies: MediaDependencies, userAgent: UserAgent, { ways, sipTraces }: { readonly ways: readonly TrunkWay[]; readonly sipTraces: SipTraces }) {
    this.#sipTraces = sipTraces;
    this.#dependencies = dependencies;
    this.#userAgent = userAgent;
    this.#ports = portsOf(dependencies, dependencies.sip.host);
    this.#ports6 = dependencies.sip.host6 ? portsOf(dependencies, dependencies.sip.host6) : undefined;
    for (const trunk of dependencies.trunks) {
      if (this.#lines.has(trunk.name)) throw new RangeError(`two trunks are named ${trunk.name}`);
      this.#lines.set(trunk.name, { trunk, channels: this.#channelsOf(trunk), pace: new CallPace(dependencies.clock, trunk.callsPerSecond) });
    }
    for (const [index, way] of ways.entries()) {
      this.#ways.set(dependencies.trunks[index]?.name ?? '', way);
      way.start(userAgent);
    }
  }

  async reserve(trunk: string, signal: AbortSignal): Promise<Channel> {
    const line = this.#lines.get(trunk);
    if (!line) throw new RangeError(`there is no trunk ${trunk}`);
    this.#refuseLeaving();
    const release = await line.channels.reserve(signal);
    try {
      const socket = await this.#openReady(line.trunk.name, signal);
      return await this.#inPace(line, { socket, signal, release });
    } catch (error) {
      release();
      throw error;
    }
  }

  /** A port before the attempt begins: an attempt that had to wait for one would cost its fax a try. */
  async #openReady(trunk: string, signal: AbortSignal): Promise<MediaSocket> {
    this.#refuseLeaving();
    const [hop] = this.#ports6 ? ((await this.#ways.get(trunk)?.hops()) ?? []) : [];
    const socket = await this.#portsFor(hop?.host ?? '').wait(signal);
    this.#ready.add(socket);
    return socket;
  }

  async #inPace({ trunk, pace }: Line, { socket, signal, release }: { socket: MediaSocket; signal: AbortSignal; release: () => void }): Promise<Channel> {
    try {
      this.#refuseLeaving();
      await pace.wait(signal);
      this.#refuseLeaving();
    } catch (error) {
      this.#giveBack(socket);
      throw error;
    }
    const free = () => {
      this.#giveBack(socket);
      release();
    };
    return this.#channel(trunk, { socket, release: free });
  }

  /** Media are of the family that SIP goes by. */
  #portsFor(farHost: string): MediaPorts {
    return (isIPv6(farHost) ? this.#ports6 : undefined) ?? this.#ports;
  }

  #addressOf(socket: MediaSocket): string {
    const { host6, advertisedHost } = this.#dependencies.sip;
    return host6 && isIPv6(socket.host) ? socket.host : (advertisedHost || socket.host);
  }

  /** Of a call that ended, or never began. */
  #giveBack(socket: MediaSocket): void {
    this.#ready.delete(socket);
    this.#dependencies.metrics?.mediaStrays?.(socket.counters);
    void socket.close().then(() => this.#freed());
  }

  /** Where SIP is bound. */
  get address(): { readonly host: string; readonly port: number } {
    return this.#userAgent.local;
  }

  /** The trunk that has a server at this address, as far as its servers were looked up. */
  trunkAt(host: string): string | undefined {
    return [...this.#ways.values()].find((way) => way.has(host))?.name;
  }

  /** From now on calls are answered; before, they are refused with 480. */
  takeCalls(taker: CallTaker): void {
    this.#taker = taker;
    this.#userAgent.onInvite = (call) => {
      const recorder = new CallRecorder({ startedAt: Date.now(), now: () => this.#dependencies.clock.now() });
      const endTrace = this.#sipTraces.take(recorder, call.callId);
      const sockets: MediaSocket[] = [];
      const taken = taker.take(call, { ...this.#inboundLine(call.remote.host, (socket) => sockets.push(socket)), recorder });
      this.#live.add(taken);
      void taken.finally(() => {
        endTrace();
        this.#live.delete(taken);
        for (const { counters } of sockets) this.#dependencies.metrics?.mediaStrays?.(counters);
        this.#freed();
      });
      if (this.#isOutOfGrace) taker.giveUp();
    };
  }

  #inboundLine(farHost: string, onOpened: (socket: MediaSocket) => void): Omit<InboundLine, 'recorder'> {
    return {
      take: (trunk) => this.#lines.get(trunk)?.channels.take(),
      openSocket: async () => {
        const socket = await this.#portsFor(farHost).take();
        if (socket) onOpened(socket);
        return socket;
      },
      addressOf: (socket) => this.#addressOf(socket),
    };
  }

  #freed(): void {
    for (const ports of [this.#ports, this.#ports6]) ports?.freed();
  }

  /** Calls at this moment. */
  get liveCalls(): number {
    return this.#live.size;
  }

  /**
   * Takes no more calls; live ones may finish within the grace and are hung up then. Resolves when everything is free.
   * May be called again by somebody less patient: the grace that ends first counts.
   */
  close({ graceMs }: { graceMs: number }): Promise<void> {
    const closed = (this.#closing ??= this.#close());
    const cancelGrace = this.#dependencies.clock.schedule(graceMs, () => this.#giveUp());
    void closed.then(cancelGrace, cancelGrace);
    return closed;
  }

  async #close(): Promise<void> {
    // New calls get 503 with Retry-After; those on the line go on.
    this.#userAgent.drain();
    for (const ports of [this.#ports, this.#ports6]) ports?.refuseWaiting(new MediaClosing());
    for (const { channels, pace } of this.#lines.values()) {
      channels.refuseWaiting(new MediaClosing());
      pace.refuseWaiting(new MediaClosing());
    }
    await Promise.allSettled(this.#live);
    for (const socket of [...this.#ready]) this.#giveBack(socket);
    await Promise.all([...this.#ways.values()].map((way) => way.stop()));
    await this.#userAgent.close({ graceMs: GOOD_BYE_MS });
  }

  #refuseLeaving(): void {
    if (this.#closing) throw new MediaClosing();
  }

  #channel(trunk: TrunkConfiguration, { socket, release }: { socket: MediaSocket; release: () => void }): Channel {
    const isOpen = (): boolean => this.#closing === undefined;
    return {
      get isOpen() {
        return isOpen();
      },
      release,
      transmit: (order, report) => this.#transmit({ trunk, socket }, order, report),
    };
  }

  #giveUp(): void {
    this.#isOutOfGrace = true;
    for (const transmission of this.#transmissions) transmission.giveUp();
    this.#taker?.giveUp();
  }

  #channelsOf({ name, channels: limit }: TrunkConfiguration): ChannelLimit {
    const { metrics, maxWaiting = DEFAULT_MAX_WAITING } = this.#dependencies;
    metrics?.channels(name, { inUse: 0, limit });
    return new ChannelLimit({ trunk: name, limit, maxWaiting, onChange: (inUse) => metrics?.channels(name, { inUse, limit }) });
  }

  #transmit(line: CallLine, order: TransmitOrder, report: ReportFact): Promise<LineResult> {
    if (this.#closing) return Promise.resolve({ ok: false, failure: failure('stopped', 'the media worker is leaving') });
    const never = neverDialled(numberFactsOf(order.phoneNumber, order.mode));
    if (never) return Promise.resolve({ ok: false, failure: failure(never, 'not dialled, whatever the configuration') });
    const call = this.#traced(line, order, report);
    this.#live.add(call);
    return call.finally(() => this.#live.delete(call));
  }

  #traced(line: CallLine, order: TransmitOrder, report: ReportFact): Promise<LineResult> {
    const { withSpan } = this.#dependencies;
    if (!withSpan) return this.#call(line, order, report);
    const attributes = { 'faxwire.attempt_id': order.attemptId, 'faxwire.trunk': line.trunk.name, 'faxwire.from_page': order.fromPage };
    return withSpan('call', { attributes, faxId: order.faxId, kind: 'CLIENT' }, async (span) => {
      // Facts come out of sockets and child processes, which know nothing of the call's span: their records belong to it all the same.
      const result = await this.#call(line, order, AsyncResource.bind(report));
      describeOutcome(span, result);
      return result;
    });
  }

  async #call({ trunk, socket }: CallLine, order: TransmitOrder, report: ReportFact): Promise<LineResult> {
    const { logger, metrics, clock, terminals, audioTerminals, failPoint = () => undefined, maxCallSeconds = DEFAULT_MAX_CALL_SECONDS } = this.#dependencies;
    const fields = { faxId: order.faxId, attemptId: order.attemptId, trunk: trunk.name };
    this.#ready.delete(socket);
    logger?.info({ ...fields, fromPage: order.fromPage }, 'call begins');
    const figures = new CallFigures(metrics, 'out');
    const transmission = new Transmission({
      order, trunk, socket, clock, terminals, failPoint, maxCallSeconds,
      ...(audioTerminals && { audioTerminals }),
      timeFactor: timeFactorOf(trunk, order.phoneNumber),
      figures,
      report: (fact) => report(fact).then(() => figures.reported(fact)),
      userAgent: this.#userAgent,
      way: this.#ways.get(trunk.name),
      sipTraces: this.#sipTraces,
      address: this.#addressOf(socket),
    });
    const result = await this.#run(transmission).finally(() => figures.over());
    figures.ended(result.ok ? undefined : result.failure.cause, transmission.t38Counters);
    logger?.info({ ...fields, ...(result.ok ? {} : result.failure) }, result.ok ? 'every page was confirmed' : 'call ended without every page');
    return result;
  }

  async #run(transmission: Transmission): Promise<LineResult> {
    this.#transmissions.add(transmission);
    if (this.#isOutOfGrace) transmission.giveUp();
    try {
      return await transmission.run();
    } finally {
      this.#transmissions.delete(transmission);
    }
  }
}

function portsOf({ mediaPortRange, clock, metrics }: MediaDependencies, host: string): MediaPorts {
  const range = mediaPortRange && { first: mediaPortRange[0], last: mediaPortRange[1] };
  return new MediaPorts({ host, clock, ...(range && { range }), onExhausted: () => metrics?.mediaPortsExhausted?.() });
}

function describeOutcome(span: CallSpan, result: LineResult): void {
  span.setAttribute('faxwire.ok', result.ok);
  if (result.ok) return;
  span.setAttribute('faxwire.cause', result.failure.cause);
  if (result.failure.sipStatus !== undefined) span.setAttribute('sip.status', result.failure.sipStatus);
  if (result.failure.t30Code !== undefined) span.setAttribute('t30.code', result.failure.t30Code);
}
