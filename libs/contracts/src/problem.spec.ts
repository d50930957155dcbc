import { FAILURE_CAUSES } from '@faxwire/fax';
import { ERRORS, FaxEventBody, Metadata, Problem, faxEventBody, isErrorCode, problemOf, type ErrorCode } from './index.ts';

describe('the error catalogue', () => {
  it('has a client or server status, and a meaning that is a sentence, for every code', () => {
    for (const [code, { status, title, meaning }] of Object.entries(ERRORS)) {
      expect([code, status >= 400 && status < 600]).toEqual([code, true]);
      for (const text of [title, meaning]) expect(text).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('calls every fault of ours retriable, and no refusal of the document or the fax but those that pass by themselves', () => {
    const passing = ['pages_not_ready', 'document_download_failed'];
    for (const [code, { status, retriable }] of Object.entries(ERRORS)) {
      if (status >= 500) expect([code, retriable]).toEqual([code, true]);
      if ([400, 401, 404, 409, 422].includes(status)) expect([code, retriable]).toEqual([code, passing.includes(code)]);
    }
  });

  it('has every reason for which a document is refused, but for the one that is ours', () => {
    const causes = Object.entries(FAILURE_CAUSES).filter(([, { area }]) => area === 'document').map(([code]) => code);
    expect(causes.filter((code) => !isErrorCode(code))).toEqual(['document_missing']);
  });
});

describe('a problem', () => {
  it('is of its schema for every code', () => {
    for (const code of Object.keys(ERRORS) as ErrorCode[]) expect(Problem.parse(problemOf(code))).toMatchObject({ code, type: `urn:faxwire:problem:${code}` });
  });

  it('has what is given, and nothing undefined', () => {
    const errors = [{ field: 'url', code: 'missing_field', message: 'is required' }] as const;
    expect(problemOf('missing_field', { detail: 'url: is required', errors, requestId: 'r' })).toMatchObject({ detail: 'url: is required', errors, requestId: 'r' });
    expect(Object.values(problemOf('fax_not_found'))).not.toContain(undefined);
  });
});

describe('an event as it is shown', () => {
  it('has neither the fencing token nor the request hash', () => {
    const event = { type: 'FaxAttemptInitiated', at: 0, data: { attemptId: 'att_1', token: 3 } } as Parameters<typeof faxEventBody>[2];
    const body = faxEventBody('3fa85f64-5717-4562-b3fc-2c963f66afa6', 3, event);
    expect(FaxEventBody.parse(body)).toMatchObject({ time: '1970-01-01T00:00:00.000Z', sequence: 3, data: { attemptId: 'att_1' } });
    expect(body.data).not.toHaveProperty('token');
  });
});

describe('metadata', () => {
  it('is up to fifty pairs of short text', () => {
    const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, 'v']));
    expect(Metadata.safeParse(pairs(50)).success).toBe(true);
    expect(Metadata.safeParse(pairs(51)).success).toBe(false);
    expect(Metadata.safeParse({ k: 1 }).success).toBe(false);
  });
});
