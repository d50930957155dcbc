import type { LineFact } from '@faxwire/contracts';
import type { FailureCause } from '@faxwire/fax';
import type { CallDirection, CallState } from '@faxwire/platform';
import type { AudioCounters, LineFigures, UdptlChannelCounters } from '@faxwire/terminal';
import type { CallMetrics } from './media-dependency.ts';

/** What one call adds to the metrics, whichever side began it. */
export class CallFigures {
  readonly #metrics: CallMetrics | undefined;
  readonly #direction: CallDirection;
  #state: CallState | undefined = 'setup';
  #isAnswered = false;
  #transport: 't38' | 'g711' | 'none' = 'none';
  #audio: AudioCounters | undefined;
  #line: LineFigures | undefined;

  constructor(metrics: CallMetrics | undefined, direction: CallDirection) {
    this.#metrics = metrics;
    this.#direction = direction;
    metrics?.line?.callMoved(direction, undefined, this.#state);
  }

  /** A fact that is durable, of a fax that is sent. */
  reported(fact: LineFact): void {
    if (fact.type === 'ringing') this.ringing();
    if (fact.type === 'answered') this.answered();
    if (fact.type === 'negotiated') this.agreed(fact.negotiation.transport ?? 't38');
    if (fact.type === 'page') this.page(fact.page.bitRate);
  }

  ringing(): void {
    if (this.#state === 'setup') this.#move('ringing');
  }

  answered(): void {
    this.#isAnswered = true;
    this.#move('answered');
  }

  agreed(transport: 't38' | 'g711'): void {
    this.#transport = transport;
    this.#move('faxing');
  }

  /** Confirmed by the far end, or to it. */
  page(bitRate: number): void {
    this.#metrics?.pageRate?.(this.#direction, bitRate);
    if (this.#direction === 'out') this.#metrics?.pagesConfirmed?.(1);
    else this.#metrics?.line?.pageReceived();
  }

  /** The figures of a call in audio so far. */
  audio(counters: AudioCounters): void {
    this.#audio = counters;
  }

  /** What the machines met. */
  line(figures: LineFigures): void {
    this.#line = figures;
  }

  /**
   * @param cause absent where every page arrived
   * @param t38 of a call that came to T.38
   */
  ended(cause: FailureCause | undefined, t38: UdptlChannelCounters | undefined): void {
    const [direction, transport] = [this.#direction, this.#transport];
    this.#metrics?.callEnded?.({ direction, transport, answered: this.#isAnswered, ...(cause && { cause }) });
    if (this.#line) this.#metrics?.line?.troubled({ direction, transport }, this.#line);
    if (t38) this.#metrics?.mediaPackets?.('t38', fatesOf(t38));
    if (this.#audio) this.#heard(this.#audio);
    this.over();
  }

  /** However it ended: nobody counts it as live any more. */
  over(): void {
    this.#move(undefined);
  }

  #heard(audio: AudioCounters): void {
    const { packetsSent: sent, packetsReceived: received, packetsLost: lost, packetsLate: late, packetsRefused: refused } = audio;
    this.#metrics?.mediaPackets?.('g711', { sent, received, lost, late, refused });
    this.#metrics?.audioHeard?.(audio);
  }

  #move(to: CallState | undefined): void {
    if (to === this.#state) return;
    this.#metrics?.line?.callMoved(this.#direction, this.#state, to);
    this.#state = to;
  }
}

function fatesOf({ sent, delivered, recovered, lost, refused, implausible, rtp }: UdptlChannelCounters): Parameters<NonNullable<CallMetrics['mediaPackets']>>[1] {
  // What is recognised as audio was refused as T.38 before: each packet has one fate.
  return { sent, received: delivered, recovered, lost, refused: Math.max(refused + implausible - rtp, 0), rtp_after_switch: rtp };
}
