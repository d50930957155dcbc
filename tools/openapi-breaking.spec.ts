import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiDocument, apiDocumentJson, type ApiDocument } from '@faxwire/api-app';
import { breakingChanges } from './openapi-breaking.ts';
import { CURRENT, RELEASED, SOURCE_ROOT } from './openapi-file.ts';

type Parsed = ReturnType<typeof JSON.parse>;

/** Looked at and let through: only who asks for Ed25519, which nobody could before, gets a public key instead of a secret. */
const ACCEPTED = ['post /fax/webhook/endpoints -> 201.secret: is not always there any more'];

const stored = async (path: string): Promise<string> => readFile(join(SOURCE_ROOT, path), 'utf8');
const copy = (): Parsed => JSON.parse(apiDocumentJson());

/** What breaks where one thing is changed. */
function breaksOf(change: (after: Parsed) => void): string[] {
  const after = copy();
  change(after);
  return breakingChanges(copy(), after);
}

const fax = (document: Parsed): Parsed => document.components.schemas.Fax;
const send = (document: Parsed): Parsed => document.paths['/fax'].post;
const list = (document: Parsed): Parsed => document.paths['/fax'].get;
const creation = (document: Parsed): Parsed => document.components.schemas.CreateWebhookEndpoint;

describe('the API description', () => {
  it('is written in docs/openapi.json as it is; `npm run docs` writes it anew', async () => {
    expect(await stored(CURRENT)).toBe(apiDocumentJson());
  });

  it('breaks nothing of what clients were last told; `npm run docs -- --release` stores a version', async () => {
    const released = JSON.parse(await stored(RELEASED)) as ApiDocument;
    expect(breakingChanges(released, apiDocument()).filter((change) => !ACCEPTED.includes(change))).toEqual([]);
  });
});

describe('a change that breaks clients', () => {
  it.each<[string, (after: Parsed) => void, string]>([
    ['an operation less', (after) => delete after.paths['/fax/{faxId}'].get, 'get /fax/{faxId}: there is no such operation any more'],
    ['another name of an operation', (after) => (send(after).operationId = 'post'), 'it was called sendFax'],
    ['a property of an answer less', (after) => delete fax(after).properties.phoneNumber, '.phoneNumber: is no longer answered'],
    ['a property of an answer that may be missing', (after) => fax(after).required.splice(0, 1), 'is not always there any more'],
    ['another type in an answer', (after) => (fax(after).properties.phoneNumber.type = 'integer'), 'the type was string and is integer'],
    ['a wider type in an answer', (after) => (fax(after).properties.attemptCount.type = 'number'), 'the type was integer and is number'],
    ['null in an answer', (after) => (fax(after).properties.phoneNumber.type = ['string', 'null']), 'string or null'],
    ['a status less', (after) => delete send(after).responses['202'], '-> 202: is no longer answered'],
    ['a header of an answer less', (after) => delete send(after).responses['202'].headers.Location, 'header Location: is no longer answered'],
    ['another content type', (after) => renameContent(send(after).requestBody.content, 'application/xml'), 'multipart/form-data: is gone'],
    ['a field of a request less', (after) => delete creation(after).properties.events, '.events: is no longer taken'],
    ['a field of a request that is required', (after) => creation(after).required.push('description'), '.description: is required now'],
    ['a new field of a request that is required', (after) => {
      creation(after).properties.colour = { type: 'string' };
      creation(after).required.push('colour');
    }, '.colour: is required now'],
    ['a value of a request less', (after) => creation(after).properties.events.items.enum.shift(), 'is no longer taken'],
    ['a shorter limit of a request', (after) => (creation(after).properties.url.maxLength = 5), 'maxLength was 2048 and is 5'],
    ['a new limit of a request', (after) => (creation(after).properties.url.minLength = 5), 'minLength was open and is 5'],
    ['a new pattern of a request', (after) => (creation(after).properties.url.pattern = '^a'), 'pattern was open'],
    ['a parameter less', (after) => (list(after).parameters = []), 'query limit: is no longer taken'],
    ['a parameter that is required', (after) => list(after).parameters.forEach((each: Parsed) => (each.required = true)), 'is required now'],
    ['a body that is required', (after) => (after.paths['/fax/webhook/endpoints'].delete.requestBody.required = true), 'a body is required now'],
    ['a key where none was needed', (after) => delete after.paths['/openapi.json'].get.security, 'it was open to all'],
    ['a choice of a request less', (after) => (creation(after).properties.url = { anyOf: [{ type: 'integer' }, { type: 'boolean' }] }), 'an alternative is no longer taken'],
    ['a choice of an answer more', (after) => (fax(after).properties.phoneNumber = { anyOf: [{ type: 'string' }, { type: 'integer' }] }), 'never answered before'],
  ])('is seen: %s', (_what, change, message) => {
    expect(breaksOf(change).join('\n')).toContain(message);
  });
});

describe('an addition', () => {
  it.each<[string, (after: Parsed) => void]>([
    ['nothing', () => undefined],
    ['an operation', (after) => (after.paths['/new'] = { get: send(after) })],
    ['a property of an answer', (after) => (fax(after).properties.colour = { type: 'string' })],
    ['a property of an answer that is always there', (after) => {
      fax(after).properties.colour = { type: 'string' };
      fax(after).required.push('colour');
    }],
    ['a value of an answer', (after) => fax(after).properties.faxStatus.enum.push('FaxNew')],
    ['a field of a request that may be left out', (after) => (creation(after).properties.colour = { type: 'string' })],
    ['a longer limit of a request', (after) => (creation(after).properties.url.maxLength = 5_000)],
    ['a choice of a request', (after) => (creation(after).properties.url = { anyOf: [creation(after).properties.url, { type: 'integer' }] })],
    ['a field of a request that need not come any more', (after) => (creation(after).required = [])],
    ['a status', (after) => (send(after).responses['418'] = { description: 'x' })],
    ['a parameter', (after) => list(after).parameters.push({ in: 'query', name: 'colour', schema: { type: 'string' } })],
    ['another description', (after) => (after.info.description = 'x')],
  ])('breaks nothing: %s', (_what, change) => {
    expect(breaksOf(change)).toEqual([]);
  });
});

function renameContent(content: Parsed, type: string): void {
  content[type] = content['multipart/form-data'];
  delete content['multipart/form-data'];
}
