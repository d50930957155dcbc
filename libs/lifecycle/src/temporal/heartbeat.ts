import { Context } from '@temporalio/activity';

/** Three of them fit into the time after which a silent worker counts as gone. */
export const HEARTBEAT_EVERY_MS = 5_000;

export interface Heartbeat<Details> {
  /** Goes out with this and every later heartbeat. */
  readonly beat: (details: Details) => void;
}

/** Says that this worker is alive for as long as the work takes. */
export async function withHeartbeat<Details, Result>(first: Details, work: (heartbeat: Heartbeat<Details>) => Promise<Result>): Promise<Result> {
  const context = Context.current();
  // The server does not know of one in the middle of a workflow task.
  if (context.info.isLocal) return work({ beat: () => undefined });
  let last = first;
  const timer = setInterval(() => context.heartbeat(last), HEARTBEAT_EVERY_MS);
  const beat = (details: Details) => {
    last = details;
    context.heartbeat(details);
  };
  try {
    return await work({ beat });
  } finally {
    clearInterval(timer);
  }
}
