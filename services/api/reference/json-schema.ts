import { z } from 'zod'

/** A JSON Schema, or any other object of the document. */
export type Json = { readonly [key: string]: unknown }

/** What a client may send, as JSON Schema 2020-12: of what validates, without what is only ours. */
export function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const { column, max } = jsonSchema
      delete jsonSchema['column']
      delete jsonSchema['max']
      if (column === 'text' && typeof max === 'number') jsonSchema.maxLength = max
      if (jsonSchema.type === 'integer') delete jsonSchema.pattern
    },
  })
  return described
}

/** `{}` for what is no object. */
export function parseJson(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}
