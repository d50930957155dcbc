import { coveredSequences, parity } from './fec.ts';
import { PacketMemory } from './packet-memory.ts';
import { SequenceWindow } from './sequence-window.ts';
import type { UdptlDatagram, UdptlFec } from './udptl.ts';
import { decodeUdptl } from './udptl-decoder.ts';

export interface DeliveredIfp {
  readonly seq: number;
  readonly bytes: Uint8Array;
}

export interface UdptlReceipt {
  readonly verdict: 'delivered' | 'duplicate' | 'implausible' | 'refused';
  /** In sequence order, each sequence number once in a call. */
  readonly ifps: readonly DeliveredIfp[];
  /** Packets before these that no recovery brought back. */
  readonly lost: number;
}

export interface UdptlReceiverCounters {
  datagrams: number;
  delivered: number;
  recovered: number;
  lost: number;
  duplicates: number;
  refused: number;
  implausible: number;
  resyncs: number;
}

/** Span times entries of parity look back at most 25 packets; 32 keeps slots unique across the wrap. */
const MEMORY_PACKETS = 32;

/** The receiving half: datagrams in any order and with any loss, packets out in order and once. */
export class UdptlReceiver {
  readonly #window = new SequenceWindow();
  readonly #known = new PacketMemory(MEMORY_PACKETS);
  readonly counters: UdptlReceiverCounters = {
    datagrams: 0,
    delivered: 0,
    recovered: 0,
    lost: 0,
    duplicates: 0,
    refused: 0,
    implausible: 0,
    resyncs: 0,
  };

  receive(bytes: Uint8Array): UdptlReceipt {
    this.counters.datagrams += 1;
    const decoding = decodeUdptl(bytes);
    if (!decoding.ok) return this.#nothing('refused', 'refused');
    const verdict = this.#window.judge(decoding.datagram.sequence);
    if (verdict === 'duplicate') return this.#nothing('duplicate', 'duplicates');
    if (verdict === 'implausible') return this.#nothing('implausible', 'implausible');
    if (verdict === 'resync') this.#forget();
    return this.#deliver(decoding.datagram);
  }

  #nothing(verdict: UdptlReceipt['verdict'], counter: keyof UdptlReceiverCounters): UdptlReceipt {
    this.counters[counter] += 1;
    return { verdict, ifps: [], lost: 0 };
  }

  #forget(): void {
    this.counters.resyncs += 1;
    this.#known.clear();
  }

  #deliver(datagram: UdptlDatagram): UdptlReceipt {
    const gap = (datagram.sequence - this.#window.expected) & 0xffff;
    if (datagram.recovery.kind === 'redundancy') this.#learnSecondaries(datagram.sequence, gap, datagram.recovery.secondaries);
    else if (gap > 0) this.#repair(datagram.sequence, gap, datagram.recovery);
    const ifps: DeliveredIfp[] = [];
    for (let back = Math.min(gap, MEMORY_PACKETS - 1); back > 0; back -= 1) {
      const seq = (datagram.sequence - back) & 0xffff;
      const bytes = this.#known.at(seq);
      if (bytes) ifps.push({ seq, bytes });
    }
    const lost = gap - ifps.length;
    this.counters.recovered += ifps.length;
    this.counters.lost += lost;
    this.counters.delivered += ifps.length + 1;
    this.#known.store(datagram.sequence, datagram.primary);
    ifps.push({ seq: datagram.sequence, bytes: datagram.primary });
    this.#window.expected = (datagram.sequence + 1) & 0xffff;
    return { verdict: 'delivered', ifps, lost };
  }

  /** Only the missing ones: what was delivered is never replaced by what a later datagram claims. */
  #learnSecondaries(sequence: number, gap: number, secondaries: readonly Uint8Array[]): void {
    secondaries.slice(0, gap).forEach((bytes, i) => {
      if (bytes.length > 0) this.#known.store((sequence - 1 - i) & 0xffff, bytes);
    });
  }

  /** Each entry brings back the one packet of its group that is missing. */
  #repair(sequence: number, gap: number, fec: UdptlFec): void {
    coveredSequences(sequence, fec.span, fec.parities.length).forEach((group, m) => {
      const missing = group.filter((covered) => this.#known.at(covered) === undefined);
      const [target] = missing;
      if (missing.length !== 1 || target === undefined || ((sequence - target) & 0xffff) > gap) return;
      const others = group.filter((covered) => covered !== target).map((covered) => this.#known.at(covered));
      const repaired = parity([fec.parities[m], ...others].filter((bytes) => bytes !== undefined));
      if (repaired.length > 0) this.#known.store(target, repaired);
    });
  }
}
