import { signedLinks } from '@faxwire/tenancy';
import { webhookRequest } from './webhook-message.ts';

const dispatch = { url: 'https://example.com/', tenantId: 'ten', includeLinks: true, keys: [], headers: {} };
const linking = { links: signedLinks(Buffer.alloc(32, 1)), baseUrl: 'https://fax.example.com', lifetimeMs: 60_000 };

/** Names of the links that the webhook of such a fax has. */
function linksOf(direction: string): string[] {
  const message = { id: 'evt', faxId: '0b0f8c53-8f3a-8d1e-a7a5-2f7d3f5f6c11', body: JSON.stringify({ data: { direction } }) };
  const { body } = webhookRequest(dispatch as unknown as Parameters<typeof webhookRequest>[0], message, { now: 0, linking });
  return Object.keys((JSON.parse(String(body)) as { data: { links: object } }).data.links);
}

it('A fax that is sent has a link to its proof, and one that came in has none', () => {
  expect(linksOf('outbound')).toEqual(['document', 'pages', 'proof']);
  expect(linksOf('inbound')).toEqual(['document', 'pages']);
});
