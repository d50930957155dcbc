import { MAX_DATAGRAM_BYTES, MAX_FEC_ENTRIES, MAX_SECONDARIES } from './udptl.ts';
import type { UdptlReceipt, UdptlReceiverCounters } from './udptl-receiver.ts';
import { UdptlReceiver } from './udptl-receiver.ts';
import type { ErrorCorrection } from './udptl-sender.ts';
import { UdptlSender } from './udptl-sender.ts';

export interface UdptlSessionOptions {
  /** As agreed in SDP for what we send; what we receive shows its own form. */
  readonly errorCorrection?: ErrorCorrection;
  readonly depth?: number;
  /** The far end's T38FaxMaxDatagram. */
  readonly maxDatagramBytes?: number;
}

/** Repairs any three losses in a row; ECM calls at 10 % loss all went through with it. */
export const DEFAULT_DEPTH = 3;
/** What a far end takes that names no T38FaxMaxDatagram. */
export const DEFAULT_MAX_DATAGRAM_BYTES = 400;
/** Smaller offers are known to be bogus: a plain image packet alone would not fit. */
export const LEAST_MAX_DATAGRAM_BYTES = 72;

/** Both halves of a UDPTL conversation. Bytes in, bytes out: no socket and no clock. */
export class UdptlSession {
  readonly #sender: UdptlSender;
  readonly #receiver = new UdptlReceiver();

  constructor(options: UdptlSessionOptions = {}) {
    const errorCorrection = options.errorCorrection ?? 'redundancy';
    const most = errorCorrection === 'fec' ? MAX_FEC_ENTRIES : MAX_SECONDARIES;
    const depth = Math.min(options.depth ?? DEFAULT_DEPTH, most);
    const offered = options.maxDatagramBytes ?? DEFAULT_MAX_DATAGRAM_BYTES;
    const maxDatagramBytes = Math.min(Math.max(offered, LEAST_MAX_DATAGRAM_BYTES), MAX_DATAGRAM_BYTES);
    this.#sender = new UdptlSender({ errorCorrection, depth, maxDatagramBytes });
  }

  send(ifp: Uint8Array, copies = 1): Uint8Array[] {
    return this.#sender.send(ifp, copies);
  }

  receive(datagram: Uint8Array): UdptlReceipt {
    return this.#receiver.receive(datagram);
  }

  get counters(): Readonly<UdptlReceiverCounters> {
    return this.#receiver.counters;
  }
}
