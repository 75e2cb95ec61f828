import { logStart, parsePosition } from '@deskhive/shared/kernel/position.ts'
import {
  DEFAULT_PER_PAGE,
  MAX_PER_PAGE,
  type Page,
  parsePage,
} from '@deskhive/shared/read-model/pagination.ts'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'

// What paths and queries carry is text: read here, strictly, into what handlers work with.

const perPageRule = `must be a whole number from 1 to ${MAX_PER_PAGE}`

/** An id in a path. Whatever cannot be one, or is beyond what ids may be, belongs to nothing: 404. */
export const pathId = z
  .string()
  .regex(/^[1-9][0-9]{0,15}$/)
  .meta({ type: 'integer', minimum: 1 })
  .transform(Number)
  .refine(Number.isSafeInteger)

/** `/{id}` */
export const idParams = z.object({ id: pathId })

/** Of a request whose path was read by `idParams`. */
export function idOf({ params }: FastifyRequest): number {
  return z.object({ id: z.number() }).parse(params).id
}

/** A filter left empty is none. */
export function filter<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === '' ? undefined : value), schema.optional())
}

export function idFilter() {
  return filter(
    z
      .string()
      .refine((text) => pathId.safeParse(text).success, { error: 'must be the id of something' })
      .meta({ type: 'integer', minimum: 1 })
      .transform(Number),
  )
}

export function flagFilter() {
  return filter(
    z
      .string()
      .refine((text) => /^(true|false|1|0)$/.test(text), { error: 'must be true or false' })
      .meta({ type: 'boolean' })
      .transform((text) => text === 'true' || text === '1'),
  )
}

export function logPosition() {
  return z
    .string()
    .refine((text) => parsePosition(text) !== null, { error: 'must be a position of the log' })
    .meta({ pattern: '^[0-9]{1,20}$' })
    .transform((text) => parsePosition(text) ?? logStart)
}

/** The two parameters of every list, as `pageOf` takes them. */
export const pageFields = { page: pageText('page'), per_page: pageText('per_page') }

type PageTexts = { readonly page?: string | undefined; readonly per_page?: string | undefined }

export function pageOf(query: PageTexts, defaultPerPage = DEFAULT_PER_PAGE): Page {
  const parsed = parsePage(query, defaultPerPage)
  if ('page' in parsed) return parsed.page
  throw new TypeError('The page of a list was not validated')
}

function pageText(parameter: 'page' | 'per_page') {
  const rules = { page: 'must be a whole number of at least 1', per_page: perPageRule }
  return z
    .string()
    .refine((text) => 'page' in parsePage({ [parameter]: text }), { error: rules[parameter] })
    .meta({
      type: 'integer',
      minimum: 1,
      ...(parameter === 'per_page' && { maximum: MAX_PER_PAGE }),
    })
    .optional()
}
