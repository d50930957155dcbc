import type { ClaimedDelivery } from '@faxwire/deliveries';
import type { FaxWebhookUpdateFailed } from '@faxwire/fax';
import type { FaxStreams } from '../ports.ts';

type Report = FaxWebhookUpdateFailed['data'];

/**
 * Tells the fax that a webhook was given up on, once: the stream itself says whether it was told already.
 * A webhook about a webhook is not reported again, or two dead endpoints would tell each other forever; nor is one about
 * no fax.
 */
export async function reportGivenUp(faxes: FaxStreams, delivery: ClaimedDelivery, result: Pick<Report, 'attempts' | 'reason'>): Promise<void> {
  if (delivery.eventType === 'FaxWebhookUpdateFailed' || delivery.faxId === '') return;
  const { endpointId, eventId: webhookId, eventType, faxId } = delivery;
  const stream = await faxes.history(faxId);
  const known = stream.some(({ event }) => event.type === 'FaxWebhookUpdateFailed' && event.data.webhookId === webhookId && event.data.endpointId === endpointId);
  if (known) return;
  await faxes.execute(faxId, { type: 'RecordWebhookGivenUp', delivery: { endpointId, webhookId, eventType, ...result } });
}
