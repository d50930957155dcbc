import type { UdptlReceiverCounters, UdptlSessionOptions } from '@faxwire/t38';
import { decodeUdptl, UdptlSession } from '@faxwire/t38';
import type { FaxTerminal } from '../fax-terminal.ts';
import type { MediaPath } from './media-socket.ts';
import { looksLikeRtp } from './rtp-packet.ts';

/** The far end may start while our terminal is still being opened; a second of its packets is kept. */
const MAX_EARLY_DATAGRAMS = 64;

export interface UdptlChannelCounters extends UdptlReceiverCounters {
  /** Packets of the terminal, each once: copies and redundancy are not counted. */
  sent: number;
  /** Audio that keeps coming after the switch. */
  rtp: number;
}

/** Looks on: every packet once, and every datagram, copies and what is foreign to T.38 included. */
export interface UdptlTap {
  /** Of the terminal, before it is sent; of the far end, once and in order. */
  packet(direction: 'sent' | 'received', ifp: Uint8Array): void;
  datagram(direction: 'sent' | 'received', datagram: Uint8Array): void;
}

/** T.38 over a call's port: packets of the terminal out, packets of the far end in, once and in order. */
export class UdptlChannel {
  readonly #session: UdptlSession;
  readonly #early: Uint8Array[] = [];
  #terminal: Pick<FaxTerminal, 'receive'> | undefined;
  #sent = 0;
  #rtp = 0;
  #closed = false;

  constructor(
    private readonly path: MediaPath,
    options: UdptlSessionOptions,
    private readonly tap?: UdptlTap,
  ) {
    this.#session = new UdptlSession(options);
  }

  /** Delivers to this terminal from now on, first what came early. */
  attach(terminal: Pick<FaxTerminal, 'receive'>): void {
    this.#terminal = terminal;
    for (const datagram of this.#early.splice(0)) this.#deliver(datagram, terminal);
  }

  /** For the terminal's `onPacket`. */
  send(ifp: Uint8Array, copies: number): void {
    if (this.#closed) return;
    this.#sent += 1;
    this.tap?.packet('sent', ifp);
    for (const datagram of this.#session.send(ifp, copies)) {
      this.tap?.datagram('sent', datagram);
      this.path.send(datagram);
    }
  }

  receive(datagram: Uint8Array): void {
    if (this.#closed) return;
    this.tap?.datagram('received', datagram);
    if (this.#terminal === undefined) this.#keep(datagram);
    else this.#deliver(datagram, this.#terminal);
  }

  #deliver(datagram: Uint8Array, terminal: Pick<FaxTerminal, 'receive'>): void {
    const receipt = this.#session.receive(datagram);
    if (receipt.verdict !== 'delivered' && receipt.verdict !== 'duplicate' && looksLikeRtp(datagram)) this.#rtp += 1;
    for (const ifp of receipt.ifps) {
      this.tap?.packet('received', ifp.bytes);
      terminal.receive(ifp.bytes, ifp.seq);
    }
  }

  get counters(): Readonly<UdptlChannelCounters> {
    return { ...this.#session.counters, sent: this.#sent, rtp: this.#rtp };
  }

  close(): void {
    this.#closed = true;
    this.#early.length = 0;
  }

  #keep(datagram: Uint8Array): void {
    if (this.#early.length < MAX_EARLY_DATAGRAMS) this.#early.push(datagram);
  }
}

/** Every length in it fits. */
export function looksLikeUdptl(datagram: Uint8Array): boolean {
  return decodeUdptl(datagram).ok;
}
