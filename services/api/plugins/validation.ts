import type { z } from 'zod'
import { fieldErrorsOf } from '#api/plugins/field-errors.ts'
import { HttpError } from '#api/plugins/http-error.ts'
import { InvalidRequest } from '#api/plugins/invalid-request.ts'
import type { App } from '#api/route.ts'

/**
 * Schemas are zod's: bodies are checked and never coerced, a query's texts are parsed by its schema.
 * Answers are ours and are not checked again; their schemas are for the API's description.
 */
export function installValidation(app: App): void {
  app.setValidatorCompiler<z.ZodType>(({ schema, httpPart }) => {
    const wrong = refusals[httpPart ?? ''] ?? wrongFields
    return (data: unknown) => {
      const given = data ?? {} // no body says as much as an empty one
      const result = schema.safeParse(given)
      return result.success ? { value: result.data } : { error: wrong(result.error, given) }
    }
  })
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
}

const wrongFields = (error: z.ZodError, data: unknown) =>
  new InvalidRequest(fieldErrorsOf(error.issues, data))

/** What is given twice comes as a list, which no parameter is. */
function wrongQuery(error: z.ZodError, query: object): Error {
  const wrong = fieldErrorsOf(error.issues, query)
  const repeated = Object.entries(query)
    .filter(([name, value]) => Array.isArray(value) && Object.hasOwn(wrong, name))
    .map(([name]) => [name, [`The ${name} field may be given only once.`]])
  return new InvalidRequest({ ...wrong, ...Object.fromEntries(repeated) })
}

/** An id that cannot be one belongs to nothing. */
const unknownPath = () => new HttpError(404, 'Not found')

type Refusal = (error: z.ZodError, given: object) => Error

/** Of a body unless told here. */
const refusals: { readonly [httpPart: string]: Refusal } = {
  params: unknownPath,
  querystring: wrongQuery,
}
