import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CallTrace, MAX_TRACE_BYTES } from '@faxwire/contracts';

const unpacked = promisify(gunzip);

/** @throws where the stored bytes are no trace, or unpack to more than any trace has */
export async function readTrace(packed: Buffer): Promise<CallTrace> {
  const json = await unpacked(packed, { maxOutputLength: MAX_TRACE_BYTES });
  return CallTrace.parse(JSON.parse(json.toString('utf8')));
}
