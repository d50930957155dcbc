import * as z from 'zod';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Draft 7, which AsyncAPI 3.0 speaks. Fields are added over time, so readers are not told to refuse what they do not know. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return described;
}
