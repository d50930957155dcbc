import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptClaim, CallTraceReference } from '@faxwire/fax';
import type { AttemptRecord } from './attempt-record.ts';
import { withScratchFile } from './scratch-file.ts';
import type { DocumentVault, TransmitDependencies } from './step-dependencies.ts';

/** A store that does not answer must not keep an attempt from its end: the next one, and the channel, wait for it. */
const KEEP_WITHIN_MS = 5_000;

type TraceStore = Pick<TransmitDependencies, 'scratchDir' | 'documents'>;

export interface KeptTrace {
  readonly tenantId: string;
  readonly claim: AttemptClaim;
  /** As the line gave it. */
  readonly trace: Uint8Array;
}

/** The trace is for engineers: an attempt whose trace cannot be kept is over all the same. */
export async function keepTrace(deps: TransmitDependencies, record: AttemptRecord, { tenantId, claim, trace }: KeptTrace): Promise<void> {
  const stored = await storeTrace(deps, tenantId, trace);
  if (!stored) return;
  const { attemptId, token } = claim;
  await record.add({ type: 'RecordTrace', attemptId, token, trace: stored }, false).catch(() => undefined);
}

/** Undefined where the store does not take it in time. Never rejects. */
export async function storeTrace(deps: TraceStore, tenantId: string, trace: Uint8Array): Promise<CallTraceReference | undefined> {
  const stored = await Promise.race([put(deps, tenantId, trace).catch(() => undefined), sleep(KEEP_WITHIN_MS, undefined, { ref: false })]);
  return stored && { sha256: stored.sha256, bytes: stored.bytes };
}

function put({ scratchDir, documents }: TraceStore, tenantId: string, trace: Uint8Array): ReturnType<DocumentVault['putFile']> {
  return withScratchFile(scratchDir, async (path) => {
    await writeFile(path, trace, { mode: 0o600 });
    return documents.putFile(tenantId, path);
  });
}
