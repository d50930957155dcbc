import { Counter, Gauge, type OpenMetricsContentType, type Registry } from 'prom-client';
import { BucketCounts } from './bucket-counts.ts';

export type CallDirection = 'out' | 'in';
/** `setup` before anything is heard of the far end; `faxing` from the first agreement on. */
export const CALL_STATES = ['setup', 'ringing', 'answered', 'faxing'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** What the machines of one call had trouble with, whichever end had it. */
export interface LineTroubles {
  readonly failedTrainings: number;
  readonly rateChanges: number;
  readonly partialPageRequests: number;
  readonly retransmittedBlocks: number;
  readonly rejectedPages: number;
}

interface OnLine {
  readonly direction: CallDirection;
  readonly transport: 't38' | 'g711' | 'none';
}

/** From a packet that left in time to a process that stood still, seconds. */
const SLIP_EDGES = [0.001, 0.002, 0.003, 0.005, 0.007, 0.01, 0.015, 0.02, 0.025, 0.03, 0.04, 0.06, 0.1, 0.25, 1, Infinity];

/** The calls of a media process, and what their lines were like. */
export class LineMetrics {
  readonly #registers: Registry<OpenMetricsContentType>[];
  readonly #calls: Gauge<'direction' | 'state'>;
  readonly #received: Counter;
  readonly #troubles: Readonly<Record<keyof LineTroubles, Counter<'direction' | 'transport'>>>;
  readonly #slip: BucketCounts;

  constructor(registry: Registry<OpenMetricsContentType>) {
    this.#registers = [registry];
    this.#calls = new Gauge({ name: 'faxwire_calls', help: 'Calls at this moment, by how far they have come.', labelNames: ['direction', 'state'], registers: this.#registers });
    this.#received = new Counter({ name: 'faxwire_pages_received_total', help: 'Pages that came in and were confirmed to their sender.', registers: this.#registers });
    this.#troubles = {
      failedTrainings: this.#counter('faxwire_training_failures_total', 'Training checks that failed (FTT): each is a training anew.'),
      rateChanges: this.#counter('faxwire_rate_changes_total', 'Calls went on at another rate, after a failed training or within a page.'),
      partialPageRequests: this.#counter('faxwire_partial_page_requests_total', 'Requests for frames of a block that were damaged (PPR).'),
      retransmittedBlocks: this.#counter('faxwire_retransmitted_blocks_total', 'Blocks of which something was sent again.'),
      rejectedPages: this.#counter('faxwire_rejected_pages_total', 'Pages that were not taken as they came (RTN, PIN).'),
    };
    this.#slip = new BucketCounts({ name: 'faxwire_t38_slip_seconds', help: 'How late packets of T.38 left; our own engine only.', edges: SLIP_EDGES, registers: this.#registers });
    for (const direction of ['out', 'in'] as const) for (const state of CALL_STATES) this.#calls.set({ direction, state }, 0);
  }

  /** @param from left out: the call begins; @param to left out: it is over */
  callMoved(direction: CallDirection, from: CallState | undefined, to: CallState | undefined): void {
    if (from) this.#calls.dec({ direction, state: from });
    if (to) this.#calls.inc({ direction, state: to });
  }

  pageReceived(): void {
    this.#received.inc();
  }

  troubled({ direction, transport }: OnLine, troubles: LineTroubles): void {
    for (const [name, counter] of Object.entries(this.#troubles)) counter.inc({ direction, transport }, troubles[name as keyof LineTroubles]);
  }

  /** Since the start of the process, one count for each of the terminal's SLIP_EDGES_MS. */
  t38Slip(counts: readonly number[]): void {
    this.#slip.set(counts);
  }

  #counter(name: string, help: string): Counter<'direction' | 'transport'> {
    return new Counter({ name, help, labelNames: ['direction', 'transport'], registers: this.#registers });
  }
}
