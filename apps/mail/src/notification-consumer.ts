import type { FaxCloudEvent } from '@faxwire/contracts';
import { insertDeliveries, type NewDelivery, type Queries } from '@faxwire/deliveries';
import type { MailMessage, SmsMessage } from './message.ts';
import { noticeOf, outcomeOf, type Notice } from './notice.ts';
import type { FaxStreams, TenantBook } from './ports.ts';
import { addressesOf, recipientIdOf, type NoticeChannel } from './recipient.ts';
import { renderMail } from './template/mail-template.ts';
import { renderSms } from './template/sms-template.ts';

export interface NotificationConsumerDeps {
  readonly queries: Queries;
  readonly tenants: TenantBook;
  readonly faxes: FaxStreams;
  /** Those that are configured. */
  readonly channels: readonly NoticeChannel[];
  readonly now: () => number;
  /** Before the first attempt, ms. */
  readonly firstDelayMs: number;
}

/** The group reads the log from its beginning when it is switched on: nobody wants to hear of last year's faxes then. */
const MAX_AGE_MS = 24 * 3_600_000;

/** Turns the end of a fax into notes of whom to tell. Telling is the workers' business. */
export class NotificationConsumer {
  readonly #deps: NotificationConsumerDeps;

  constructor(deps: NotificationConsumerDeps) {
    this.#deps = deps;
  }

  /**
   * Idempotent by event and recipient.
   * @param effect the transaction that moves the consumer's checkpoint. Readers of the log wait for it once it began, so
   *   its statements come last.
   * @returns how many deliveries were added
   */
  async accept(event: FaxCloudEvent, effect: Queries = this.#deps.queries): Promise<number> {
    const { tenants, faxes, channels, now } = this.#deps;
    const outcome = outcomeOf(event);
    if (outcome === undefined || now() - Date.parse(event.time) > MAX_AGE_MS) return 0;
    const notifications = (await tenants.settings(event.tenantid))?.notifications;
    if (!notifications?.on.includes(outcome)) return 0;
    const told = channels.map((channel) => ({ channel, addresses: addressesOf(channel, notifications) })).filter(({ addresses }) => addresses.length > 0);
    if (told.length === 0) return 0;
    const notice = noticeOf(event, outcome, await faxes.history(event.subject));
    const deliveries = told.map(({ channel, addresses }) => deliveryOf(event, notice, { channel, addresses }));
    return this.#insert(deliveries, effect);
  }

  async #insert(deliveries: readonly NewDelivery[], effect: Queries): Promise<number> {
    const { now, firstDelayMs: delayMs } = this.#deps;
    let added = 0;
    for (const delivery of deliveries) added += await insertDeliveries(effect, delivery, { now: now(), delayMs });
    return added;
  }
}

function deliveryOf(event: FaxCloudEvent, notice: Notice, { channel, addresses }: { readonly channel: NoticeChannel; readonly addresses: readonly string[] }): NewDelivery {
  const { id: eventId, tenantid: tenantId, subject: faxId, sequence, type: eventType, traceparent: traceParent } = event;
  const endpointIds = [...new Set(addresses.map((address) => recipientIdOf(channel, tenantId, address)))];
  return { eventId, tenantId, faxId, sequence, eventType, traceParent, channel, endpointIds, body: JSON.stringify(messageOf(channel, tenantId, notice)) };
}

function messageOf(channel: NoticeChannel, tenantId: string, notice: Notice): MailMessage | SmsMessage {
  return channel === 'email' ? { tenantId, ...renderMail(notice) } : { tenantId, text: renderSms(notice) };
}
