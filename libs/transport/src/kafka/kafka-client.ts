import { readFileSync } from 'node:fs';
import { Kafka, logLevel, type KafkaConfig, type LogEntry, type SASLOptions } from 'kafkajs';

export interface KafkaSettings {
  /** host:port of some brokers; the rest is learnt from them. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: boolean;
  /** PEM file of the authority that signed the brokers. Empty: a public one. */
  readonly caFile?: string;
  readonly saslMechanism?: 'none' | 'plain' | 'scram-sha-256' | 'scram-sha-512';
  readonly username?: string;
  readonly password?: string;
}

export interface KafkaLogEntry {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly message: string;
  readonly namespace: string;
}

export type OnKafkaLog = (entry: KafkaLogEntry) => void;

/** A broker that can not be reached is noticed this soon. */
const CONNECT_TIMEOUT_MS = 3_000;
/** A frozen broker keeps its connections and never answers. */
const REQUEST_TIMEOUT_MS = 10_000;
/** Some two seconds of trying again within the client; what is away for longer is our own loops' business. */
export const CLIENT_RETRY = { initialRetryTime: 50, maxRetryTime: 1_000, multiplier: 2, factor: 0.2, retries: 6 };

/** One for each producer and each consumer: a client shares the offsets that it knows among all consumers of a group. */
export function kafkaClient(settings: KafkaSettings, onLog: OnKafkaLog = () => {}): Kafka {
  return new Kafka({
    ...kafkaConfigOf(settings),
    logLevel: logLevel.INFO,
    logCreator: () => (entry) => onLog(quieted(logEntryOf(entry), onLog)),
  });
}

/** Addresses, time limits, TLS and SASL, as the library wants them. @throws where the file of the authority can not be read */
export function kafkaConfigOf(settings: KafkaSettings): Pick<KafkaConfig, 'brokers' | 'clientId' | 'connectionTimeout' | 'requestTimeout' | 'retry' | 'ssl' | 'sasl'> {
  const { brokers, clientId, ssl = false, caFile = '' } = settings;
  const sasl = saslOf(settings);
  return {
    brokers: [...brokers],
    clientId,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    retry: CLIENT_RETRY,
    ssl: ssl && caFile !== '' ? { ca: [readFileSync(caFile, 'utf8')] } : ssl,
    ...(sasl === undefined ? {} : { sasl }),
  };
}

function saslOf({ saslMechanism = 'none', username = '', password = '' }: KafkaSettings): SASLOptions | undefined {
  return saslMechanism === 'none' ? undefined : { mechanism: saslMechanism, username, password };
}

const LEVELS = { [logLevel.NOTHING]: 'debug', [logLevel.ERROR]: 'error', [logLevel.WARN]: 'warn', [logLevel.INFO]: 'info', [logLevel.DEBUG]: 'debug' } as const;

// What kafkajs reports as an error though it belongs to the protocol, and is tried again by itself.
const ORDINARY = /coordinator is loading|not the correct coordinator|coordinator is not available|group is rebalancing|ongoing transaction|concurrent operation on the same transaction|not a leader|not the leader/i;

function logEntryOf({ level, namespace, log }: LogEntry): KafkaLogEntry {
  const detail = typeof log['error'] === 'string' ? `: ${log['error']}` : '';
  const message = `${log.message}${detail}`;
  return { level: ORDINARY.test(message) ? 'debug' : LEVELS[level], namespace, message };
}

/** A broker that is away is complained of by every request to it: once in this time is enough for people. */
const SAY_AGAIN_MS = 30_000;
/** Messages name brokers and partitions, of which there may be many. */
const MAX_REMEMBERED = 200;
const said = new WeakMap<OnKafkaLog, Map<string, number>>();

/** What was said to the same listener a short while ago goes to the debug log. */
function quieted(entry: KafkaLogEntry, onLog: OnKafkaLog): KafkaLogEntry {
  if (entry.level !== 'error' && entry.level !== 'warn') return entry;
  const times = said.get(onLog) ?? new Map<string, number>();
  said.set(onLog, times);
  const now = performance.now();
  if (now - (times.get(entry.message) ?? -Infinity) < SAY_AGAIN_MS) return { ...entry, level: 'debug' };
  if (times.size >= MAX_REMEMBERED) times.clear();
  times.set(entry.message, now);
  return entry;
}
