import { randomBytes } from 'node:crypto';
import type { WebhookDispatch } from '@faxwire/tenancy';
import type { AttemptOutcome } from '../attempt-outcome.ts';
import { webhookRequest } from './webhook-message.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** The type of a test's body. Nothing happened: it is never stored and never sent twice. */
export const PING_EVENT = 'ping';

/** The body of a test: the envelope is that of every webhook, `subject` the endpoint. */
export function pingBody(id: string, { tenantId, id: endpointId }: Pick<WebhookDispatch, 'tenantId' | 'id'>, now: number): string {
  const time = new Date(now).toISOString();
  return JSON.stringify({
    id, source: 'urn:faxwire:webhooks', specVersion: '1.0', type: PING_EVENT, dataContentType: 'application/json', time, causationId: id, subject: endpointId, sequence: 1,
    data: { tenantId, endpointId },
  });
}

/** Sends a test the way every webhook is sent: signed, guarded, bounded. */
export async function pingEndpoint(sender: WebhookSender, dispatch: WebhookDispatch, now: number): Promise<AttemptOutcome & { readonly webhookId: string }> {
  const webhookId = `png_${randomBytes(16).toString('hex')}`;
  const message = { id: webhookId, body: pingBody(webhookId, dispatch, now), faxId: '' };
  return { webhookId, ...(await sender.send(webhookRequest(dispatch, message, { now, linking: undefined }))) };
}
