import { EXAMPLE_FAX_ID } from './known-value.ts';

export interface OperationExample {
  readonly request?: unknown;
  /** By name of the parameter. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** By status. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

const EVENT = `id: 1\nevent: FaxReceived\ndata: {"faxId":"${EXAMPLE_FAX_ID}","type":"FaxReceived","time":"2026-11-21T09:33:34.947Z","sequence":1,"data":{}}\n\n`;

/** By operationId, where what the schema alone makes would not teach. */
export const OPERATION_EXAMPLES: Readonly<Record<string, OperationExample>> = {
  listFaxes: { parameters: { after: `1795253614947_${EXAMPLE_FAX_ID}` } },
  listDoNotCall: { parameters: { after: '+12025550143' } },
  streamEvents: { answers: { 200: EVENT } },
  getPagePng: { parameters: { page: '1' } },
  describeApi: { answers: { 200: { openapi: '3.1.0' } } },
  describeEvents: { answers: { 200: { asyncapi: '3.0.0' } } },
};
