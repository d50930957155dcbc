import type { LineFact, LineResult } from '@faxwire/contracts';
import type { FaxTransport } from '@faxwire/platform';
import type { AudioCounters, UdptlChannelCounters } from '@faxwire/terminal';
import type { MediaMetrics } from './media-dependency.ts';

/** A call that comes in confirms pages, and has none confirmed. */
type Told = Partial<Pick<MediaMetrics, 'pagesConfirmed' | 'callEnded' | 'mediaPackets' | 'audioHeard' | 'pageRate'>>;

/** What one call adds to the metrics: told at its end, once. */
export class CallFigures {
  readonly #metrics: Told | undefined;
  readonly #direction: 'out' | 'in';
  #isAnswered = false;
  #transport: FaxTransport | 'none' = 'none';
  #audio: AudioCounters | undefined;

  constructor(metrics: Told | undefined, direction: 'out' | 'in') {
    this.#metrics = metrics;
    this.#direction = direction;
  }

  /** A fact that is durable. */
  reported(fact: LineFact): void {
    if (fact.type === 'answered') this.#isAnswered = true;
    if (fact.type === 'negotiated') this.#transport = fact.negotiation.transport ?? 't38';
    if (fact.type !== 'page') return;
    this.#metrics?.pagesConfirmed?.(1);
    this.#metrics?.pageRate?.(fact.page.bitRate);
  }

  /** Somebody picked up, and the machines agreed where a transport is told. */
  answered(transport: FaxTransport | undefined): void {
    this.#isAnswered = true;
    this.#transport = transport ?? 'none';
  }

  /** The figures of a call in audio so far. */
  audio(counters: AudioCounters): void {
    this.#audio = counters;
  }

  /** @param t38 of a call that came to T.38 */
  ended(result: LineResult, t38: UdptlChannelCounters | undefined): void {
    const cause = result.ok ? {} : { cause: result.failure.cause };
    this.#metrics?.callEnded?.({ direction: this.#direction, transport: this.#transport, answered: this.#isAnswered, ...cause });
    if (t38) this.#metrics?.mediaPackets?.('t38', { received: t38.delivered, lost: t38.lost, rtp_after_switch: t38.rtp });
    if (!this.#audio) return;
    const { packetsSent: sent, packetsReceived: received, packetsLost: lost, packetsLate: late, packetsRefused: refused } = this.#audio;
    this.#metrics?.mediaPackets?.('g711', { sent, received, lost, late, refused });
    this.#metrics?.audioHeard?.(this.#audio);
  }
}
