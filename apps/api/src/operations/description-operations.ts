import * as z from 'zod';
import type { Operation } from '../operation.ts';

export const DESCRIPTION_OPERATIONS = {
  describeApi: {
    operationId: 'describeApi', method: 'get', path: '/openapi.json', summary: 'This description', open: true,
    responses: [{ status: 200, description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) }], errors: [],
  },
  describeEvents: {
    operationId: 'describeEvents', method: 'get', path: '/asyncapi.json', summary: 'The events on Kafka', open: true,
    responses: [{ status: 200, description: 'AsyncAPI 3.0.', schema: z.looseObject({ asyncapi: z.string() }) }], errors: [],
  },
} as const satisfies Record<string, Operation>;
