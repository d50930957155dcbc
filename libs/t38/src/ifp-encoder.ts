import type { Ifp, IfpDataPacket, IfpField } from './ifp.ts';
import { IFP_DATA_TYPES, IFP_FIELD_TYPES, IFP_INDICATORS } from './ifp.ts';

/** Writes one packet in the version 0 form. Give at most {@link MAX_IFP_FIELDS} fields of 65,535 octets. */
export function encodeIfp(ifp: Ifp): Uint8Array {
  if (ifp.kind === 'indicator') return Uint8Array.of(IFP_INDICATORS.indexOf(ifp.indicator) << 1);
  return Uint8Array.from(dataOctets(ifp));
}

function dataOctets(packet: IfpDataPacket): number[] {
  const type = IFP_DATA_TYPES.indexOf(packet.dataType) << 1;
  if (packet.fields.length === 0) return [0x40 | type];
  const out = [0xc0 | type, packet.fields.length];
  let halfFree = false;
  for (const field of packet.fields) halfFree = writeField(out, field, halfFree);
  return out;
}

/** Returns whether the lower half of the last octet is free for the next field. */
function writeField(out: number[], field: IfpField, halfFree: boolean): boolean {
  const bytes = field.bytes;
  const half = (bytes ? 8 : 0) | IFP_FIELD_TYPES.indexOf(field.type);
  if (halfFree) out.push((out.pop() ?? 0) | half);
  else out.push(half << 4);
  if (!bytes) return !halfFree;
  out.push((bytes.length - 1) >> 8, (bytes.length - 1) & 0xff);
  for (const octet of bytes) out.push(octet);
  return false;
}
