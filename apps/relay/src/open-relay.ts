import { setTimeout as sleep } from 'node:timers/promises';
import { failPoint, type Logger } from '@faxwire/platform';
import type { Foundation, OpenedProcess } from '@faxwire/runtime';
import { Relay, TopicProblem, ensureTopics, kafkaClient, type RelayState } from '@faxwire/transport';

/** Brokers that are away are asked again this often. */
const ASK_AGAIN_MS = 1_000;
const LAG_NAME = 'relay';

export async function openRelay(base: Foundation): Promise<OpenedProcess> {
  const { configuration, service, database, eventLog, source, closing, logger, metrics, checks } = base;
  const kafka = { ...configuration.kafka, clientId: service };
  let state: RelayState = 'starting';
  const leaving = new AbortController();
  // A leader that has nothing to send hears nothing of its broker either.
  Object.assign(checks, source.checks);
  // Standing by is being ready: another one relays.
  checks['relay'] = async () => {
    if (state !== 'leading' && state !== 'standby') throw new Error(`the relay is ${state}`);
  };
  const relay = topicsThere(base, leaving.signal).then((there) => (there ? new Relay({
    log: eventLog,
    database,
    kafka,
    onAcknowledged: () => failPoint('before_relay_checkpoint'),
    onState: (now, reason) => {
      state = now;
      say(logger, now, reason);
    },
    onKafkaLog: ({ level, message, namespace }) => logger[level]({ namespace }, message),
  }) : undefined));
  let running: Relay | undefined;
  void relay.then((opened) => (running = opened));
  metrics.onScrape(async () => {
    if (running) metrics.logLag(LAG_NAME, await running.lag());
  });
  closing.defer('relay', async () => {
    leaving.abort();
    await (await relay)?.stop();
  });
  return {};
}

/** Waits for the brokers; topics that are wrong are for people to put right, and are looked at again. */
async function topicsThere({ configuration, service, logger }: Foundation, signal: AbortSignal): Promise<boolean> {
  for (let told = ''; !signal.aborted; ) {
    const admin = kafkaClient({ ...configuration.kafka, clientId: service }).admin();
    try {
      await admin.connect();
      await ensureTopics(admin, configuration.kafka);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== told) logger.warn({ detail: reason, code: error instanceof TopicProblem ? error.code : undefined }, 'the topics are not there yet');
      told = reason;
    } finally {
      await admin.disconnect().catch(() => undefined);
    }
    await sleep(ASK_AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
  return false;
}

function say(logger: Logger, state: RelayState, reason: unknown): void {
  const fields = { state, ...(reason === undefined ? {} : { err: reason }) };
  if (state === 'broker_away' || state === 'database_away' || state === 'fenced') logger.warn(fields, 'the relay waits');
  else logger.info(fields, 'the relay goes on');
}
