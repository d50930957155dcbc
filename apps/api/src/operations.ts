import type { Operation } from './operation.ts';
import { ADMIN_OPERATIONS } from './operations/admin-operations.ts';
import { DESCRIPTION_OPERATIONS } from './operations/description-operations.ts';
import { DO_NOT_CALL_OPERATIONS } from './operations/do-not-call-operations.ts';
import { DOCUMENT_OPERATIONS } from './operations/document-operations.ts';
import { FAX_OPERATIONS } from './operations/fax-operations.ts';
import { OAUTH_OPERATIONS } from './operations/oauth-operations.ts';
import { SUBMISSION_OPERATIONS } from './operations/submission-operations.ts';
import { TENANT_OPERATIONS } from './operations/tenant-operations.ts';
import { WEBHOOK_OPERATIONS } from './operations/webhook-operations.ts';

/** Every operation of the HTTP API: the server routes by them, and the API description is printed from them. */
export const OPERATIONS = {
  ...SUBMISSION_OPERATIONS,
  ...FAX_OPERATIONS,
  ...DOCUMENT_OPERATIONS,
  ...WEBHOOK_OPERATIONS,
  ...TENANT_OPERATIONS,
  ...DO_NOT_CALL_OPERATIONS,
  ...ADMIN_OPERATIONS,
  ...OAUTH_OPERATIONS,
  ...DESCRIPTION_OPERATIONS,
} as const satisfies Record<string, Operation>;

export const ALL_OPERATIONS: readonly Operation[] = Object.values(OPERATIONS);
