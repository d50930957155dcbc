import { DEFAULT_RETRY_SCHEDULE, listenForDeliveries, type ListeningPool, type Queries, type WebhookSenderOptions } from '@faxwire/deliveries';
import type { Clock, Configuration } from '@faxwire/platform';
import { MailSender } from './delivery/mail-sender.ts';
import type { NoticeSender } from './delivery/notice-sender.ts';
import { NoticeWorker } from './delivery/notice-worker.ts';
import { SmsSender } from './delivery/sms-sender.ts';
import { NotificationConsumer } from './notification-consumer.ts';
import type { FaxStreams, TenantBook } from './ports.ts';
import type { NoticeChannel } from './recipient.ts';

/** The part of the configuration that is about notifications. */
export interface NotificationSettings {
  readonly mail: Omit<Configuration['mail'], 'caFile'> & { /** PEM. */ readonly ca?: string };
  readonly sms: Configuration['sms'];
  /** Where the provider of text messages may be. */
  readonly rules: Pick<WebhookSenderOptions, 'allowLoopback' | 'allow'>;
  readonly scheduleSeconds: readonly number[];
}

export interface NotificationsDeps {
  /** `direct` is for the connection that listens: past a pooler. */
  readonly database: { readonly pool: Queries; readonly direct: ListeningPool };
  readonly tenants: TenantBook;
  readonly faxes: FaxStreams;
  readonly settings: NotificationSettings;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly onGivenUp?: (channel: NoticeChannel) => void;
  readonly onError?: (error: unknown) => void;
}

export interface Notifications {
  readonly consumer: NotificationConsumer;
  /** One for each channel that is configured. */
  readonly workers: readonly NoticeWorker[];
}

interface Channel {
  readonly channel: NoticeChannel;
  readonly sender: NoticeSender;
  readonly concurrency: number;
  readonly timeoutMs: number;
}

/** Wires the two halves: what is to be told, and the telling. */
export function createNotifications(deps: NotificationsDeps): Notifications {
  const { database: { pool, direct }, tenants, faxes, settings, clock, random, onGivenUp, onError } = deps;
  const schedule = { ...DEFAULT_RETRY_SCHEDULE, delaysMs: settings.scheduleSeconds.map((seconds) => seconds * 1_000) };
  const channels = channelsOf(settings);
  const now = (): number => clock?.now() ?? Date.now();
  const consumer = new NotificationConsumer({
    queries: pool, tenants, faxes, now, firstDelayMs: schedule.delaysMs[0] ?? 0, channels: channels.map(({ channel }) => channel),
  });
  const workers = channels.map((channel) => new NoticeWorker({
    ...channel, queries: pool, tenants, schedule,
    ...(clock && { clock }), ...(random && { random }), ...(onError && { onError }),
    listen: (onHint) => listenForDeliveries(direct, onHint, onError),
    onEnd: (state) => state === 'failed' && onGivenUp?.(channel.channel),
  }));
  return { consumer, workers };
}

/** Those that are configured. */
function channelsOf({ mail, sms, rules }: NotificationSettings): Channel[] {
  return [
    ...(mail.smtpUrl === '' ? [] : [{ channel: 'email' as const, sender: new MailSender(mail), ...boundsOf(mail) }]),
    ...(sms.url === '' ? [] : [{ channel: 'sms' as const, sender: new SmsSender(sms, { ...rules, timeoutMs: sms.timeoutMs }), ...boundsOf(sms) }]),
  ];
}

const boundsOf = ({ concurrency, timeoutMs }: Pick<Channel, 'concurrency' | 'timeoutMs'>): Pick<Channel, 'concurrency' | 'timeoutMs'> => ({ concurrency, timeoutMs });
