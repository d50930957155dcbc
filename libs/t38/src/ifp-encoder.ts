import { BitWriter } from './bit-writer.ts';
import type { Ifp, IfpDataPacket, IfpField, IfpVersion } from './ifp.ts';
import { IFP_DATA_TYPES, IFP_FIELD_TYPES, IFP_INDICATORS } from './ifp.ts';

/** Type of message and number of fields. */
const HEAD_BYTES = 2;
/** The field's own octet and two of length. */
const FIELD_HEAD_BYTES = 3;

/**
 * Writes one packet in the form of the version that was agreed. Give at most {@link MAX_IFP_FIELDS} fields of 65,535
 * octets. What goes to a peer has at most one field without octets, as the last: peers differ on where the next one starts.
 */
export function encodeIfp(ifp: Ifp, version: IfpVersion = 0): Uint8Array {
  if (ifp.kind === 'indicator') return Uint8Array.of(IFP_INDICATORS.indexOf(ifp.indicator) << 1);
  return dataOctets(ifp, version);
}

function dataOctets(packet: IfpDataPacket, version: IfpVersion): Uint8Array {
  const type = IFP_DATA_TYPES.indexOf(packet.dataType) << 1;
  if (packet.fields.length === 0) return Uint8Array.of(0x40 | type);
  const most = packet.fields.reduce((sum, { bytes }) => sum + FIELD_HEAD_BYTES + (bytes?.length ?? 0), HEAD_BYTES);
  const writer = new BitWriter(most);
  writer.bits(0xc0 | type, 8);
  writer.bits(packet.fields.length, 8);
  for (const field of packet.fields) writeField(writer, field, version);
  return writer.finish();
}

/** Field types can be extended from version 1 on, so that one bit more says that this one is not. */
function writeField(writer: BitWriter, { type, bytes }: IfpField, version: IfpVersion): void {
  writer.bits(bytes ? 1 : 0, 1);
  if (version > 0) writer.bits(0, 1);
  writer.bits(IFP_FIELD_TYPES.indexOf(type), 3);
  if (!bytes) return;
  writer.octets(Uint8Array.of((bytes.length - 1) >> 8, (bytes.length - 1) & 0xff));
  writer.octets(bytes);
}
