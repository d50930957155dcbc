import type { Ifp, IfpField } from '../ifp.ts';
import { IFP_DATA_TYPES, IFP_FIELD_TYPES, IFP_INDICATORS } from '../ifp.ts';
import { decodeIfp } from '../ifp-decoder.ts';
import { encodeIfp } from '../ifp-encoder.ts';
import type { HeardPacket } from './recorded-call.ts';

export type Random = () => number;

/** FCFs of T.30 in the order of the line, with and without the direction bit; and what is none. */
const FCFS = [0x01, 0x02, 0x04, 0x81, 0x82, 0x41, 0x42, 0x43, 0x44, 0x45, 0x48, 0x21, 0x22, 0x23, 0x71, 0x72, 0x73, 0x74, 0x76, 0x7d, 0x31, 0x32, 0x33, 0x35, 0x37, 0x38, 0x3d, 0x58, 0x5f, 0x60, 0x61, 0xf1, 0xf4, 0x00];

const pick = <T>(values: readonly T[], random: Random): T => values[Math.floor(random() * values.length)] as T;

/** Ways in which a far end that knows the protocol may break it. Each gives none, one or many packets for one. */
const MUTATIONS: readonly ((packet: HeardPacket, random: Random) => readonly HeardPacket[])[] = [
  () => [],
  (packet) => [packet, packet],
  (packet, random) => [{ ...packet, atMs: packet.atMs + random() * 8000 }],
  (packet, random) => Array.from({ length: Math.floor(random() * 60) }, () => packet),
  (packet, random) => [{ ...packet, ifp: packet.ifp.map((octet) => (random() < 0.1 ? octet ^ (1 << Math.floor(random() * 8)) : octet)) }],
  (packet, random) => [{ ...packet, ifp: packet.ifp.subarray(0, Math.floor(random() * packet.ifp.length)) }],
  (packet, random) => [{ ...packet, ifp: encodeIfp({ kind: 'indicator', indicator: pick(IFP_INDICATORS, random) }) }],
  (packet, random) => [change(packet, (ifp) => ({ ...ifp, dataType: pick(IFP_DATA_TYPES, random) }))],
  (packet, random) => [change(packet, (ifp) => ({ ...ifp, fields: ifp.fields.map((field) => ({ ...field, type: pick(IFP_FIELD_TYPES, random) })) }))],
  (packet, random) => [changeOctets(packet, (bytes) => Uint8Array.from([...bytes, ...noise(random)]))],
  (packet, random) => [changeOctets(packet, (bytes) => bytes.map((octet) => (random() < 0.2 ? Math.floor(random() * 256) : octet)))],
  (packet, random) => [changeOctets(packet, () => Uint8Array.of(pick(FCFS, random)))],
  (packet, random) => [changeOctets(packet, () => frameOf(random))],
  (packet, random) => [{ ...packet, ifp: whole(random) }],
];

/** A recorded stream with some of its packets mutated, in the order in which they then arrive. */
export function mutate(packets: readonly HeardPacket[], random: Random): HeardPacket[] {
  const share = random() ** 2 * 0.2 + 1 / packets.length;
  const cutAt = random() < 0.2 ? random() * packets.length : Infinity;
  const mutated = packets.flatMap((packet, i) => (i > cutAt ? [] : random() < share ? pick(MUTATIONS, random)(packet, random) : [packet]));
  return mutated.sort((a, b) => a.atMs - b.atMs);
}

function change(packet: HeardPacket, by: (ifp: Extract<Ifp, { kind: 'data' }>) => Ifp): HeardPacket {
  const decoding = decodeIfp(packet.ifp);
  if (!decoding.ok || decoding.ifp.kind !== 'data') return packet;
  return { ...packet, ifp: encodeIfp(by(decoding.ifp)) };
}

function changeOctets(packet: HeardPacket, by: (bytes: Uint8Array) => Uint8Array): HeardPacket {
  return change(packet, (ifp) => ({ ...ifp, fields: ifp.fields.map((field) => withBytes(field, by)) }));
}

function withBytes(field: IfpField, by: (bytes: Uint8Array) => Uint8Array): IfpField {
  const bytes = field.bytes && by(field.bytes);
  return bytes === undefined || bytes.length === 0 ? { type: field.type } : { ...field, bytes };
}

function noise(random: Random): number[] {
  return Array.from({ length: Math.floor(random() * 300) }, () => Math.floor(random() * 256));
}

/** Any command or response with any information in it. */
function frameOf(random: Random): Uint8Array {
  const fcf = pick(FCFS, random) | (random() < 0.5 ? 0x80 : 0);
  return Uint8Array.from([0xff, random() < 0.8 ? 0xc8 : 0xc0, fcf, ...noise(random).slice(0, Math.floor(random() * 40))]);
}

/** A signal of one packet: an answer or a command out of turn. */
function whole(random: Random): Uint8Array {
  const dataType = random() < 0.7 ? 'v21' : pick(IFP_DATA_TYPES, random);
  return encodeIfp({ kind: 'data', dataType, fields: [{ type: 'hdlc-data', bytes: frameOf(random) }, { type: 'hdlc-fcs-ok-sig-end' }] });
}
