import { openBench } from '../../api-bench.ts';
import { apiDocument } from '../api-document.ts';
import type { ApiDocument } from '../document-shape.ts';
import { AnswerCheck, type GivenAnswer } from './answer-check.ts';

const check = new AnswerCheck(apiDocument());
const PROBLEM = 'application/problem+json; charset=utf-8';
const problem = (code: string, status: number) => ({ type: `urn:faxwire:problem:${code}`, title: 't', status, detail: 'd', code, retriable: false });
const attempts: GivenAnswer = { method: 'GET', path: '/fax/{faxId}/attempts', status: 200, contentType: 'application/json; charset=utf-8', body: { faxId: '9acb1d18-a096-49af-b898-b17f8f846a4b', attempts: [] } };
const refused: GivenAnswer = { ...attempts, status: 404, contentType: PROBLEM, body: problem('fax_not_found', 404) };

describe('an answer that the description has', () => {
  it.each<[string, GivenAnswer]>([
    ['a body', attempts],
    ['an error', refused],
    ['no body', { method: 'DELETE', path: '/fax/webhook/endpoints', status: 204, contentType: undefined, body: undefined }],
    ['a request without an operation', { ...refused, path: undefined, body: problem('route_not_found', 404) }],
  ])('is not objected to: %s', (_what, answer) => {
    expect(check.problems(answer)).toEqual([]);
  });
});

describe('an answer that the description does not have', () => {
  it.each<[string, GivenAnswer, string]>([
    ['status', { ...attempts, status: 201 }, 'the status is not described'],
    ['property', { ...attempts, body: { ...(attempts.body as object), colour: 'red' } }, 'additional properties'],
    ['type', { ...attempts, body: { faxId: 1, attempts: [] } }, 'must be string'],
    ['missing property', { ...attempts, body: { attempts: [] } }, 'required property'],
    ['content type', { ...attempts, contentType: 'text/html' }, 'text/html is not described'],
    ['body', { method: 'DELETE', path: '/fax/webhook/endpoints', status: 204, contentType: 'application/json', body: {} }, 'described without a body'],
    ['code', { ...refused, body: problem('attempt_not_found', 404) }, 'the code attempt_not_found is not described'],
    ['error of an operation where there is none', { ...refused, path: undefined }, 'the code fax_not_found is of an operation'],
  ])('is seen: another %s', (_what, answer, message) => {
    expect(check.problems(answer).join()).toContain(message);
  });
});

describe('a server whose answers differ from the description', () => {
  it('is found out by every test that uses it, when it closes', async () => {
    const described = apiDocument();
    const { post: _post, ...others } = described.paths['/fax/webhook/endpoints'] ?? {};
    const narrower: ApiDocument = { ...described, paths: { ...described.paths, '/fax/webhook/endpoints': others } };
    const bench = await openBench({ check: new AnswerCheck(narrower) });
    expect((await bench.fetch('/fax/webhook/endpoints', { method: 'POST' })).status).toBe(400);
    await expect(bench.close()).rejects.toThrow('POST /fax/webhook/endpoints -> 400: the status is not described');
  });
});
