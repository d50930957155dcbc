import { Controller, Param } from '@nestjs/common';
import { WEBHOOK_SCHEMA_TYPES, isWebhookSchemaType, webhookSchema, type WebhookSchemaListBody } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';

const SUFFIX = '.json';

@Controller()
export class WebhookSchemasController {
  /** Made once: they change with the program only. */
  readonly #schemas = new Map<string, object>(WEBHOOK_SCHEMA_TYPES.map((type) => [type, webhookSchema(type)]));

  @Answers(OPERATIONS.listWebhookSchemas)
  list(): WebhookSchemaListBody {
    return { schemas: WEBHOOK_SCHEMA_TYPES.map((type) => ({ type, path: `/webhook-schemas/${type}${SUFFIX}` })) };
  }

  @Answers(OPERATIONS.getWebhookSchema)
  get(@Param('schemaFile') file: string): object {
    const type = file.endsWith(SUFFIX) ? file.slice(0, -SUFFIX.length) : '';
    const schema = isWebhookSchemaType(type) ? this.#schemas.get(type) : undefined;
    if (!schema) throw new ProblemError('webhook_schema_not_found');
    return schema;
  }
}
