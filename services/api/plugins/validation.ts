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
    const wrong = httpPart === 'params' ? unknownPath : wrongFields
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

/** An id that cannot be one belongs to nothing. */
const unknownPath = () => new HttpError(404, 'Not found')
