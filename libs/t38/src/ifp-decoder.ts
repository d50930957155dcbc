import { BitReader } from './bit-reader.ts';
import type { Ifp, IfpDecoding, IfpError, IfpField, IfpVersion } from './ifp.ts';
import { IFP_DATA_TYPES, IFP_FIELD_TYPES, IFP_INDICATORS, MAX_IFP_BYTES, MAX_IFP_FIELDS } from './ifp.ts';

const refused = (error: IfpError): IfpDecoding => ({ ok: false, error });

/** Reads one packet of the version that was agreed. Any bytes give a packet or a typed error, in time linear in their number. */
export function decodeIfp(bytes: Uint8Array, version: IfpVersion = 0): IfpDecoding {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > MAX_IFP_BYTES) return refused('malformed');
  const reader = new BitReader(bytes);
  const hasFields = reader.bits(1) === 1;
  const isData = reader.bits(1) === 1;
  if (reader.bits(1) === 1) return refused('unsupported');
  const value = reader.bits(4) ?? 0;
  reader.bits(1);
  const decoding = isData ? data(reader, { value, hasFields, version }) : indicator(value, hasFields);
  return decoding.ok && !reader.restIsZero() ? refused('trailing') : decoding;
}

interface DataHead {
  readonly value: number;
  readonly hasFields: boolean;
  readonly version: IfpVersion;
}

function indicator(value: number, hasFields: boolean): IfpDecoding {
  const name = IFP_INDICATORS[value];
  if (name === undefined || hasFields) return refused('malformed');
  return { ok: true, ifp: { kind: 'indicator', indicator: name } };
}

function data(reader: BitReader, head: DataHead): IfpDecoding {
  const dataType = IFP_DATA_TYPES[head.value];
  if (dataType === undefined) return refused('unsupported');
  const count = head.hasFields ? reader.bits(8) : 0;
  if (count === undefined) return refused('truncated');
  if (count > MAX_IFP_FIELDS) return refused('malformed');
  const fields: IfpField[] = [];
  for (let i = 0; i < count; i += 1) {
    const field = readField(reader, head.version);
    if (typeof field === 'string') return refused(field);
    fields.push(field);
  }
  const ifp: Ifp = { kind: 'data', dataType, fields };
  return { ok: true, ifp };
}

/** A field without octets ends with its last bit; the next one starts with the bit after it. */
function readField(reader: BitReader, version: IfpVersion): IfpField | IfpError {
  const hasBytes = reader.bits(1);
  const isExtended = version > 0 ? reader.bits(1) : 0;
  if (isExtended === 1) return 'unsupported';
  const type = IFP_FIELD_TYPES[reader.bits(3) ?? -1];
  if (hasBytes === undefined || type === undefined) return 'truncated';
  if (hasBytes === 0) return { type };
  const length = reader.octets(2);
  if (length === undefined) return 'truncated';
  const bytes = reader.octets((((length[0] ?? 0) << 8) | (length[1] ?? 0)) + 1);
  return bytes === undefined ? 'truncated' : { type, bytes };
}
