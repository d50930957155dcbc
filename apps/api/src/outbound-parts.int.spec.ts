import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfiguration } from '@faxwire/platform';
import { newSigningKey } from '@faxwire/tenancy';
import { outboundParts } from './outbound-parts.ts';

/** A port that nobody listens on: being refused there tells that the guard let us through. */
const URL = 'https://127.0.0.1:1/';
const dispatch = {
  id: 'hook_a', tenantId: 'tenant', url: URL, disabled: false, includeLinks: false, keys: [{ signature: 'standard' as const, secret: newSigningKey('standard').secret }],
  headers: {}, failingSince: undefined, failures: 0,
};

describe('the way out of the API', () => {
  let cwd: string;
  beforeAll(() => void (cwd = mkdtempSync(join(tmpdir(), 'faxwire-outbound-'))));
  afterAll(() => rmSync(cwd, { recursive: true }));

  const partsFor = (allow: readonly string[]) => {
    const env = { FAXWIRE_WEBHOOKS_ALLOW_LOOPBACK: 'never', FAXWIRE_WEBHOOKS_ALLOW: JSON.stringify(allow) };
    return outboundParts(loadConfiguration({ env, cwd }), Date.now);
  };
  const fetched = { maxBytes: 1_000, timeoutMs: 10_000 };

  it('leads to what the operator allows: new endpoints, their tests and downloads alike', async () => {
    const { checkWebhookUrl, pingWebhook, download } = partsFor(['127.0.0.0/8']);
    expect(checkWebhookUrl(URL)).toMatchObject({ ok: true });
    expect(await pingWebhook(dispatch)).toMatchObject({ error: 'connection_refused' });
    expect(await download(URL, fetched)).toMatchObject({ ok: false, code: 'connection_refused' });
  });

  it('leads nowhere else', async () => {
    const { checkWebhookUrl, pingWebhook, download } = partsFor(['10.0.0.0/8']);
    expect(checkWebhookUrl(URL)).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
    expect(await pingWebhook(dispatch)).toMatchObject({ error: 'webhook_address_forbidden' });
    expect(await download(URL, fetched)).toMatchObject({ ok: false, code: 'webhook_address_forbidden' });
  });
});
