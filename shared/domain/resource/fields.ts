import { z } from 'zod'

/** How a field is kept in the read model. Each field built here carries it as zod metadata. */
export type ColumnType =
  | 'text'
  | 'integer'
  | 'bigint'
  | 'boolean'
  | 'double precision'
  | 'timestamptz'
  | 'bigint[]'
  | 'text[]'
  | 'jsonb'

/** NUL and lone surrogates are not text: Postgres and UTF-8 refuse them. */
const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000')

const codePoints = (text: string) => Array.from(text).length

function plainText() {
  return z
    .string()
    .refine(isStorable, { error: 'contains characters that are not text', abort: true })
}

/** The most code points that NFC makes one of (UAX #15, "Maximum Expansion Factors" of NFD in UTF-32). */
const MOST_COMPOSED = 4

/** One line of text, trimmed and NFC-normalised; the limit counts code points. */
export function text(max: number) {
  const error = `may not be longer than ${max} characters`
  return plainText()
    .trim()
    .refine((value) => codePoints(value) <= max * MOST_COMPOSED, {
      error,
      params: { max },
      abort: true, // composing takes the square of the time for accents in a row: minutes for a megabyte
    })
    .normalize('NFC')
    .refine((value) => codePoints(value) <= max, { error, params: { max } })
    .meta({ column: 'text', max })
}

/** As `text`, and never empty. */
export function name(max: number) {
  return text(max)
    .refine((value) => value !== '', { error: 'is required' })
    .meta({ column: 'text', max })
}

/** Text of any length that the body limit lets in, kept as it was written, never blank. */
export function content() {
  return plainText()
    .refine((value) => value.trim() !== '', { error: 'is required' })
    .meta({ column: 'text' })
}

/** Text of any length that the body limit lets in, kept as it was written. */
export function longText() {
  return plainText().meta({ column: 'text' })
}

/** What stands for a thing in an address: text in any script, without what ends or parts an address. */
export function slug(max: number) {
  return slugOrBlank(max)
    .refine((value) => value !== '', { error: 'is required' })
    .meta({ column: 'text', max })
}

/** A slug as forms send it, which know no other way to leave a field out. */
export function slugOrBlank(max: number) {
  return text(max)
    .refine((value) => !/[\s/?#%\\]/.test(value), {
      error: 'may hold no spaces and none of / ? # % \\',
    })
    .meta({ column: 'text', max })
}

const emailPattern = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\.[^\s@<>()[\]\\,;:".]+$/

/** An address, trimmed; case is kept, comparisons fold it. */
export function email(max: number) {
  return text(max)
    .refine((value) => emailPattern.test(value) && !value.includes('..'), {
      error: 'must be a valid email address',
    })
    .meta({ column: 'text', max })
}

/** An http(s) address without a name and password in it, kept as it was written. Whether it may be called is not asked here. */
export function webUrl(max: number) {
  return name(max)
    .refine(isWebUrl, {
      error: 'must be an http(s) URL without a user name or password',
    })
    .meta({ column: 'text', format: 'uri', pattern: '^https?://' })
}

function isWebUrl(value: string): boolean {
  if (/\s/.test(value) || !URL.canParse(value)) return false
  const { protocol, username, password } = new URL(value)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

export function hexColor() {
  return plainText()
    .refine((value) => /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value), {
      error: 'must be a hex colour such as #ff8800',
    })
    .meta({ column: 'text' })
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values).meta({ column: 'text' })
}

export function flag() {
  return z.boolean().meta({ column: 'boolean' })
}

/** A whole number from 0 to what Postgres holds as `integer`. */
export function count(max = 2_147_483_647) {
  return z.int().min(0).max(max).meta({ column: 'integer' })
}

/** More costs nothing that is sold; with two decimals it is still exact as a double. */
const highestPrice = 9_999_999_999.99

/** An amount without a currency, at most two decimals; `-0` is 0. */
export function price() {
  return z
    .number({ error: 'must be a number' })
    .min(0)
    .max(highestPrice)
    .refine((amount) => Number(amount.toFixed(2)) === amount, {
      error: 'may not have more than 2 decimals',
    })
    .overwrite((amount) => (amount === 0 ? 0 : amount))
    .meta({ column: 'double precision' })
}

/** At most 2^53 - 1, which JavaScript still counts exactly: `z.int()` sees to it. */
export function id() {
  return z.int().min(1).meta({ column: 'bigint' })
}

/** More than anybody puts on one thing, and few enough to look each of them up. */
const ID_LIST_LIMIT = 1_000

/** A set of ids: repeats are dropped, order is kept. */
export function ids() {
  return z
    .array(id())
    .max(ID_LIST_LIMIT)
    .overwrite((values) => [...new Set(values)])
    .meta({ column: 'bigint[]' })
}

/** The same field, where `null` clears it. */
export function nullable<Field extends z.ZodType>(field: Field) {
  return field.nullable().meta(field.meta() ?? {})
}

export const publishStatuses = ['published', 'draft'] as const

export function columnOf(field: z.ZodType): ColumnType {
  const column = field.meta()?.['column']
  if (typeof column !== 'string') throw new TypeError('A stored field must be made by fields.ts')
  return parseColumn(column)
}

function parseColumn(column: string): ColumnType {
  return column as ColumnType
}
