import { BadRequestException, HttpException, PayloadTooLargeException } from '@nestjs/common';
import { FaxLogBusy } from '@faxwire/event-log';
import { errorCodeOf } from './index.ts';

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code });

describe('an error', () => {
  it('has the code of what lies at its bottom', () => {
    const cases: [unknown, string][] = [
      [new HttpException('x', 400, { cause: withCode('FST_ERR_CTP_INVALID_JSON_BODY') }), 'malformed_json'],
      [new BadRequestException('x'), 'malformed_request'],
      [new BadRequestException('x', { cause: new SyntaxError('x') }), 'malformed_json'],
      [new PayloadTooLargeException('x'), 'request_too_large'],
      [withCode('FST_INVALID_MULTIPART_CONTENT_TYPE'), 'unsupported_content_type'],
      [withCode('ENOSPC'), 'storage_full'],
      [new Error('wrapped', { cause: withCode('EDQUOT') }), 'storage_full'],
      [withCode('ECONNREFUSED'), 'service_unavailable'],
      [withCode('57P01'), 'service_unavailable'],
      [withCode('57014'), 'service_unavailable'],
      [withCode('40P01'), 'service_unavailable'],
      [withCode('53300'), 'service_unavailable'],
      [new Error('Query read timeout'), 'service_unavailable'],
      [new FaxLogBusy('1'), 'service_unavailable'],
    ];
    for (const [error, code] of cases) expect([String(error), errorCodeOf(error)]).toEqual([String(error), code]);
  });

  it('is internal where nobody knows it', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    for (const error of [new Error('x'), withCode('23505'), 'text', undefined, null, 5, loop, new HttpException('x', 418)]) {
      expect(errorCodeOf(error)).toBe('internal_error');
    }
  });
});
