import { faxEventBody } from '@faxwire/contracts';
import { isAtRest } from '@faxwire/fax';
import type { FaxLogPort } from '../api-dependencies.ts';
import { STREAM_POLL_MS } from '../limits.ts';
import type { Alarm } from './alarm.ts';
import type { SseWriter } from './sse-writer.ts';

export interface StreamRequest {
  readonly faxId: string;
  /** Sequence number after which to begin; 0 for all. */
  readonly after: number;
  readonly heartbeatMs: number;
  readonly signal: AbortSignal;
}

export interface StreamParts {
  readonly faxLog: FaxLogPort;
  readonly alarm: Alarm;
  readonly writer: SseWriter;
}

/** Writes what happened and what happens, until the reader leaves, or the fax is at rest and a heartbeat's time brought nothing new. */
export async function streamEvents({ faxId, after, heartbeatMs, signal }: StreamRequest, parts: StreamParts): Promise<void> {
  let sent = after;
  let quietSince = Date.now();
  while (!signal.aborted) {
    const events = await parts.faxLog.history(faxId, sent);
    for (const { version, event } of events) {
      await parts.writer.event(faxEventBody(faxId, version, event));
      sent = version;
    }
    if (events.length > 0) quietSince = Date.now();
    const quietMs = Date.now() - quietSince;
    if (quietMs >= heartbeatMs) {
      if (await isOver(parts.faxLog, faxId)) return;
      await parts.writer.heartbeat();
      quietSince = Date.now();
    }
    await parts.alarm.wait(Math.min(STREAM_POLL_MS, Math.max(heartbeatMs - quietMs, 1)));
  }
}

async function isOver(faxLog: FaxLogPort, faxId: string): Promise<boolean> {
  return isAtRest((await faxLog.load(faxId)).phase);
}
