import { setTimeout as sleep } from 'node:timers/promises';

/** Nothing has come back in time; whatever was asked may still happen. Named like the errors of the client: the broker is away. */
export class KafkaDeadlineExceeded extends Error {
  override readonly name = 'KafkaDeadlineExceeded';
  readonly code = 'kafka_deadline_exceeded';
  readonly retriable = true;
}

/** The client tries again by itself, each time for seconds: a frozen broker would keep its caller for minutes. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const done = new AbortController();
  const late = sleep(ms, undefined, { signal: done.signal }).then(() => {
    throw new KafkaDeadlineExceeded(`Kafka has not answered within ${ms} ms.`);
  });
  late.catch(() => {});
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    done.abort();
  }
}
