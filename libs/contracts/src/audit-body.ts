import * as z from 'zod';
import { ADDITION } from './addition.ts';
import { Timestamp } from './fax-body.ts';

const state = z.record(z.string(), z.unknown());

export const AuditEventBody = z
  .strictObject({
    auditId: z.string().meta({ description: 'Grows with time.', example: '17' }),
    at: Timestamp,
    tenantId: z.uuid().optional().meta({ description: 'Whose object was changed; absent for what belongs to no tenant.' }),
    actor: z.string().meta({ description: '`root`, or `key:` and the id of the API key.', example: 'key:4f1c9a52d1b24c8e' }),
    action: z.string().meta({ description: 'The operation.', example: 'revokeKey' }),
    object: z.string().optional().meta({ description: 'What was changed, by its id.', example: '4f1c9a52d1b24c8e' }),
    before: state.optional().meta({ description: 'The object as it was, without secrets.' }),
    after: state.optional().meta({ description: 'The object as it became, without secrets.' }),
    address: z.string().meta({ description: 'Where the request came from.', example: '203.0.113.7' }),
    requestId: z.string().meta({ description: 'The X-Request-Id of its answer.' }),
  })
  .meta({ id: 'AuditEvent', ...ADDITION });
export type AuditEventBody = z.infer<typeof AuditEventBody>;

export const AuditListBody = z
  .strictObject({ events: z.array(AuditEventBody), next: z.string().optional().meta({ description: 'Where the list goes on, for `after`; absent at its end.' }) })
  .meta({ id: 'AuditList', ...ADDITION });
export type AuditListBody = z.infer<typeof AuditListBody>;

export const TrunkListBody = z
  .strictObject({
    trunks: z.array(z.strictObject({
      name: z.string().meta({ example: 'carrier-a' }), host: z.string(), port: z.int(), transport: z.string(), callerNumber: z.string(), channels: z.int(),
      callsPerNumber: z.int(), prefixes: z.array(z.string()),
    }).meta({ id: 'Trunk', ...ADDITION })),
  })
  .meta({ id: 'TrunkList', ...ADDITION });
export type TrunkListBody = z.infer<typeof TrunkListBody>;
