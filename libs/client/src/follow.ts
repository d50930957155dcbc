import type { FaxEvent } from './call.ts';
import { serverSentEvents } from './event-stream.ts';
import { FaxwireError } from './faxwire-error.ts';
import { isLostConnection, type RetryPolicy } from './retry.ts';

export interface FollowOptions {
  readonly signal?: AbortSignal;
  /** Sequence number after which to begin; 0, the beginning, by default. */
  readonly after?: number;
}

/** Opens the stream after an event. */
export type OpenStream = (after: number) => Promise<Response>;

const NOTHING_MORE = 204;

/** Every event in its order, none twice; ends when nothing more happens by itself. A connection that is lost is made anew where it broke off. */
export async function* follow(open: OpenStream, policy: RetryPolicy, { signal, after = 0 }: FollowOptions): AsyncGenerator<FaxEvent> {
  let [last, failures] = [after, 0];
  for (;;) {
    try {
      const response = await open(last);
      if (response.status === NOTHING_MORE || !response.body) return;
      for await (const data of serverSentEvents(response.body)) {
        const event = JSON.parse(data) as FaxEvent;
        [last, failures] = [event.sequence, 0];
        yield event;
      }
    } catch (error) {
      failures += 1;
      if (signal?.aborted || failures >= policy.attempts || !mayResume(error)) throw error;
      await policy.wait(policy.firstDelayMs * 2 ** (failures - 1) * (0.5 + policy.random() / 2), signal);
    }
  }
}

function mayResume(error: unknown): boolean {
  return isLostConnection(error) || (error instanceof FaxwireError && error.retriable);
}
