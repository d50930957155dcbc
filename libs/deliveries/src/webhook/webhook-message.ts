import { maskedHeaders, type SignedLinks, type WebhookDispatch } from '@faxwire/tenancy';
import { signatureHeaders, type SignedMessage } from './signature.ts';
import type { WebhookRequest } from './webhook-sender.ts';

/** Under which absolute addresses the documents of a fax are, and for how long a link to them is good. */
export interface LinkSettings {
  readonly links: SignedLinks;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly lifetimeMs: number;
}

export interface OutgoingMessage extends SignedMessage {
  /** Empty for what is about no fax. */
  readonly faxId: string;
}

const USER_AGENT = 'Faxwire-Webhooks/1';

/** What a fax has to be fetched, and where; a proof only where it was sent. */
const LINKED = { document: 'document', pages: 'pages.pdf', proof: 'proof.pdf' } as const;

/**
 * The request as it goes out at that time. The endpoint's own headers come first: none of them can take the place of ours.
 * @param now milliseconds since the Unix epoch
 */
export function webhookRequest(dispatch: WebhookDispatch, message: OutgoingMessage, at: { readonly now: number; readonly linking: LinkSettings | undefined }): WebhookRequest {
  const { url, tenantId, includeLinks, keys } = dispatch;
  const { now, linking } = at;
  const body = includeLinks && linking && message.faxId !== '' ? withLinks({ ...message, tenantId }, linking, now) : message.body;
  const ours = { 'content-type': 'application/json', 'user-agent': USER_AGENT, ...signatureHeaders({ id: message.id, body }, keys, now) };
  return { url, headers: { ...dispatch.headers, ...ours }, shownHeaders: { ...maskedHeaders(dispatch.headers), ...ours }, body, now };
}

/** Made anew for every attempt: a link that is good for minutes would be dead in a retry after hours. */
function withLinks({ body, faxId, tenantId }: OutgoingMessage & Pick<WebhookDispatch, 'tenantId'>, { links, baseUrl, lifetimeMs }: LinkSettings, now: number): string {
  const envelope = JSON.parse(body) as { data: Record<string, unknown> };
  const has = (name: string): boolean => name !== 'proof' || envelope.data['direction'] !== 'inbound';
  const urls = Object.entries(LINKED).filter(([name]) => has(name)).map(([name, path]) => [name, `${baseUrl}${links.signLink({ path: `/fax/${faxId}/${path}`, tenantId }, now + lifetimeMs)}`] as const);
  return JSON.stringify({ ...envelope, data: { ...envelope.data, links: Object.fromEntries(urls) } });
}
