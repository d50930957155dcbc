import { coveredSequences, parity } from './fec.ts';
import { PacketMemory } from './packet-memory.ts';
import type { UdptlFec, UdptlRedundancy } from './udptl.ts';
import { encodeUdptl, stringSize } from './udptl-encoder.ts';

/** `none` sends the newest packet alone, as T38FaxUdpEC without a value asks. */
export type ErrorCorrection = 'redundancy' | 'fec' | 'none';

export interface UdptlSenderOptions {
  readonly errorCorrection: ErrorCorrection;
  /** Older packets in each datagram, 0..15; also the number of parity entries. */
  readonly depth: number;
  /** The far end's T38FaxMaxDatagram, octets. */
  readonly maxDatagramBytes: number;
}

/** Sequence, flag and count, with an extra two octets for the FEC header. */
const FRAME_BYTES = 6;
/** Parity over three packets at a time is what the field sends. */
const FEC_SPAN = 3;
/** A power of two keeps slots unique across the wrap at 65,536. */
const MEMORY_PACKETS = 32;

/** The sending half: remembers what it sent and repeats it within the far end's datagram limit. */
export class UdptlSender {
  #sequence = 0;
  readonly #sent = new PacketMemory(MEMORY_PACKETS);

  constructor(private readonly options: UdptlSenderOptions) {}

  /** The same datagram `copies` times: the receiver drops all but the first, and each is a chance against loss. */
  send(ifp: Uint8Array, copies = 1): Uint8Array[] {
    const sequence = this.#sequence;
    const recovery = this.options.errorCorrection === 'fec' ? this.#fec(sequence, ifp) : this.#redundancy(sequence, ifp);
    const datagram = encodeUdptl({ sequence, primary: ifp, recovery });
    this.#sent.store(sequence, ifp);
    this.#sequence = (sequence + 1) & 0xffff;
    return new Array<Uint8Array>(Math.max(1, copies)).fill(datagram);
  }

  #redundancy(sequence: number, ifp: Uint8Array): UdptlRedundancy {
    const secondaries: Uint8Array[] = [];
    const depth = this.options.errorCorrection === 'none' ? 0 : this.options.depth;
    let room = this.options.maxDatagramBytes - FRAME_BYTES - stringSize(ifp);
    for (let back = 1; back <= depth; back += 1) {
      const older = this.#sent.at((sequence - back) & 0xffff);
      if (older === undefined || stringSize(older) > room) break;
      room -= stringSize(older);
      secondaries.push(older);
    }
    return { kind: 'redundancy', secondaries };
  }

  #fec(sequence: number, ifp: Uint8Array): UdptlFec {
    for (let entries = this.options.depth; entries > 0; entries -= 1) {
      const parities = this.#parities(sequence, entries);
      const size = parities?.reduce((sum, entry) => sum + stringSize(entry), FRAME_BYTES + stringSize(ifp));
      if (parities && size !== undefined && size <= this.options.maxDatagramBytes) return { kind: 'fec', span: FEC_SPAN, parities };
    }
    return { kind: 'fec', span: 0, parities: [] };
  }

  /** Undefined while fewer packets were sent than the entries would cover. */
  #parities(sequence: number, entries: number): Uint8Array[] | undefined {
    const parities: Uint8Array[] = [];
    for (const group of coveredSequences(sequence, FEC_SPAN, entries)) {
      const packets = group.map((covered) => this.#sent.at(covered));
      if (!packets.every((packet) => packet !== undefined)) return undefined;
      parities.push(parity(packets));
    }
    return parities;
  }
}
