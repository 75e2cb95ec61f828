import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { z } from 'zod'
import { WrongUse } from '#commands/command.ts'
import { isMissing } from '../../../local/data-folder.ts'
import { parseJson } from './parse-json.ts'

/** What a column may tell. Those of the ticket itself are taken from its first row. */
const mappable = [
  'external_id',
  'customer.name',
  'customer.email',
  'title',
  'content',
  'created_at',
  'labels',
  'at',
  'by',
  'status',
  'priority',
  'department',
  'category',
  'assigned_to.name',
  'assigned_to.email',
  'is_resolved',
  'message.content',
  'message.from',
  'message.is_internal',
] as const
export type Mappable = (typeof mappable)[number]

/** Without these no time is known. */
const days = ['YYYY', 'MM', 'DD']

const mapping = z.strictObject({
  /** Field → column. */
  columns: z
    .partialRecord(z.enum(mappable), z.string())
    .refine((columns) => needed.every((field) => columns[field] !== undefined), {
      error: 'external_id, customer.name, title, created_at and at need a column',
    }),
  /** Field → what the file says → what it is here. */
  values: z
    .partialRecord(z.enum(mappable), z.record(z.string(), z.string()))
    .refine(({ external_id }) => external_id === undefined, {
      error: 'external_id is taken as it is in the file; --prefix puts something before it',
    })
    .default({}),
  /** What the file writes for nothing. */
  empty: z.array(z.string()).default(['', '?']),
  /** `iso`, or a pattern of YYYY MM DD HH mm ss; in UTC. */
  time: z
    .string()
    .refine((pattern) => pattern === 'iso' || days.every((part) => pattern.includes(part)), {
      error: 'is iso, or a pattern with YYYY, MM and DD',
    })
    .default('iso'),
})

const needed = ['external_id', 'customer.name', 'title', 'created_at', 'at'] as const

export type Mapping = z.output<typeof mapping>

/** @throws WrongUse for what is no mapping */
export async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) throw new WrongUse(`There is no ${resolve(file)}.`)
    throw error
  })
  const json = parseJson(text)
  const read = mapping.safeParse(json)
  if (read.success) return read.data
  const [first] = read.error.issues
  const place = first === undefined || first.path.length === 0 ? '' : `${first.path.join('.')}: `
  const reason = json === undefined ? 'it is not JSON.' : `${place}${first?.message ?? ''}`
  throw new WrongUse(`${file} is no mapping: ${reason}`)
}
