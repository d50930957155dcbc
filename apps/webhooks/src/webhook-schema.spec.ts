import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { WEBHOOK_SCHEMA_TYPES, webhookSchema, type WebhookSchemaType } from '@faxwire/contracts';
import { pingBody } from '@faxwire/deliveries';
import { FULL_SETTINGS, type FaxCommand } from '@faxwire/fax';
import { endpointDisabledBody } from './endpoint-notice.ts';
import { webhookBody } from './payload.ts';
import { StreamsInMemory, TENANT } from './scene/scene.ts';

const ajv = new Ajv2020({ strict: false, allErrors: true });
(formats as unknown as (on: Ajv2020) => void)(ajv);
const validators = new Map(WEBHOOK_SCHEMA_TYPES.map((type) => [type as string, ajv.compile(webhookSchema(type))]));

type Body = { readonly type: string; readonly data: Record<string, unknown> };

function problemsOf(text: string): unknown[] {
  const body = JSON.parse(text) as Body;
  const validate = validators.get(body.type);
  if (!validate) return [`no schema of ${body.type}`];
  validate(body);
  const { properties } = webhookSchema(body.type as WebhookSchemaType) as { properties: { data: { properties: object } } };
  // Schemas refuse no field that they do not know; what we send they know.
  const unknown = Object.keys(body.data).filter((name) => !(name in properties.data.properties));
  return [...(validate.errors ?? []).map(({ instancePath, message }) => `${body.type}${instancePath} ${message}`), ...unknown.map((name) => `${body.type}: ${name}`)];
}

const pages = { sha256: 'ef'.repeat(32), pageCount: 1, widthPx: 1_728, bytes: 1, pageSha256: ['ef'.repeat(32)], renderMs: 1 };
const STORIES: readonly (readonly FaxCommand[])[] = [
  [{ type: 'HoldFax' }, { type: 'ReviveFax' }, { type: 'StopFax' }, { type: 'CloseAsCancelled' }, { type: 'ErasePersonalData', reason: 'request' }],
  [
    { type: 'RecordRendering', pages }, { type: 'InitiateAttempt', number: 1, trunk: 't', callerNumber: '+15550001', fromPage: 0, settings: FULL_SETTINGS },
  ],
  [{ type: 'CloseAsFailed', cause: 'document_encrypted' }, { type: 'RetryFax' }, { type: 'RecordWebhookGivenUp', delivery: { endpointId: 'hook_a', webhookId: 'evt_1', eventType: 'FaxSent', attempts: 1, reason: 'timeout' } }],
];

async function bodiesOf(commands: readonly FaxCommand[]): Promise<string[]> {
  const [faxes, faxId] = [new StreamsInMemory(), 'b0000000-0000-4000-8000-000000000001'];
  await faxes.receive(faxId);
  for (const command of commands) await faxes.execute(faxId, command);
  const stream = await faxes.history(faxId);
  return (await faxes.cloudEvents(faxId)).map((event) => webhookBody(event, stream));
}

describe('the schema of a webhook', () => {
  it.each(STORIES.map((story) => [story.map(({ type }) => type).join(', '), story] as const))('is kept by every body of a fax with %s', async (_, story) => {
    const bodies = await bodiesOf(story);
    expect(bodies.length).toBeGreaterThan(story.length / 2);
    expect(bodies.flatMap(problemsOf)).toEqual([]);
  });

  it('is kept by what is about no fax', () => {
    const disabled = { tenantId: TENANT, endpointId: 'hook_a', url: 'https://example.com', disabledReason: 'x', disabledOn: '2026-03-01T12:00:00.000Z' };
    expect([endpointDisabledBody('ntc_1', disabled), pingBody('png_1', { tenantId: TENANT, id: 'hook_a' }, 0)].flatMap(problemsOf)).toEqual([]);
  });

  it('is broken by a body that lacks, invents or mistakes something', async () => {
    const [received = ''] = await bodiesOf([]);
    const changed = (change: object) => problemsOf(JSON.stringify({ ...JSON.parse(received), ...change }));
    expect(changed({})).toEqual([]);
    expect(changed({ sequence: 0 })).not.toEqual([]);
    expect(changed({ source: 'urn:other' })).not.toEqual([]);
    expect(changed({ data: {} })).not.toEqual([]);
    expect(changed({ data: { ...JSON.parse(received).data, secret: 1 } })).toEqual(['FaxReceived: secret']);
    expect(changed({ data: { ...JSON.parse(received).data, faxStatus: 'Lost' } })).not.toEqual([]);
  });
});
