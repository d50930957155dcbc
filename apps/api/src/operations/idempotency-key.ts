import * as z from 'zod';
import { MAX_IDEMPOTENCY_KEY_CHARS } from '../limits.ts';

export const IdempotencyKey = z.object({
  'Idempotency-Key': z.string().min(1).max(MAX_IDEMPOTENCY_KEY_CHARS).optional().meta({
    description: 'Your name for this request. The same request with the same key is one fax, however often it is sent.',
    'x-faxwire-addition': true,
  }),
});
