import type { RefusedInput, Source, SourceItem } from '#commands/import/source.ts'
import type { CsvRow } from './csv-rows.ts'
import { inOrder } from './in-order.ts'
import type { Mappable, Mapping } from './mapping.ts'
import { personCalled } from './people.ts'
import { groupedCsv, type RowGroup, readTickets } from './row-groups.ts'

/** Any audit log with a row for each state or message; the first row also tells how the ticket began. */
export function mappedCsv(file: string, mapping: Mapping): Source {
  const { columns } = mapping
  const grouped = groupedCsv(file, {
    idColumn: columns.external_id ?? '',
    isNoId: (id) => id === '' || mapping.empty.includes(id),
    needed: Object.values(columns),
    timeColumn: columns.at ?? '',
    timeOf: (values) => momentOf(tellerOf(values, mapping)('at'), mapping.time),
  })
  return {
    survey: grouped.survey,
    read: () => readTickets(grouped, (group) => readTicket(group, mapping)),
  }
}

/** A field's value in this desk's words; `null` for nothing, `undefined` where no column tells it. */
type Tell = (field: Mappable) => string | null | undefined

function tellerOf(row: Readonly<Record<string, string>>, mapping: Mapping): Tell {
  return (field) => {
    const column = mapping.columns[field]
    if (column === undefined) return undefined
    const value = row[column] ?? ''
    if (mapping.empty.includes(value)) return null
    const words = mapping.values[field] ?? {}
    return Object.hasOwn(words, value) ? words[value] : value
  }
}

/**
 * What cannot be read refuses the ticket: its mapping can be mended, or say that the file writes it for nothing. A row
 * that tells no time is left out.
 */
function readTicket({ id, rows }: RowGroup, mapping: Mapping): SourceItem {
  const read = rows.map((row) => readRow(row, mapping))
  const wrong = wrongIn(read, mapping)
  if (wrong !== null) return { refused: { refused: 'ticket', external_id: id, ...wrong } }

  const created_at = momentOf(beganIn(read)?.tell('created_at'), mapping.time)
  const entries = read.map(({ entry }) => entry).filter(({ at }) => at !== '')
  const { priority, department, category } = entries[0] ?? {}
  const begun = { created_at, priority, department, category }
  const history = inOrder(created_at, entries)
  const tell = read[0]?.tell ?? (() => undefined)
  return {
    line: rows[0]?.line ?? null,
    leftOut: read.flatMap((one) => leftOutOf(id, one, mapping)),
    ticket: { ...beginningOf(tell, id), ...begun, history },
  }
}

type ReadRow = {
  readonly row: CsvRow
  readonly tell: Tell
  readonly entry: ReturnType<typeof entryOf>
}

function readRow(row: CsvRow, mapping: Mapping): ReadRow {
  const tell = tellerOf(row.values, mapping)
  return { row, tell, entry: entryOf(tell, mapping) }
}

/** The first row that tells when the ticket began. */
const beganIn = (read: readonly ReadRow[]) => read.find(({ tell }) => tell('created_at')) ?? read[0]

type Wrong = Pick<RefusedInput, 'line' | 'errors'>

/** Why nothing can be made of all these rows. */
function wrongIn(read: readonly ReadRow[], mapping: Mapping): Wrong | null {
  const began = beganIn(read)
  if (began !== undefined && momentOf(began.tell('created_at'), mapping.time) === '') {
    return { line: began.row.line, errors: noTime(began, 'created_at', mapping) }
  }
  for (const one of read) {
    const isUnread = one.entry.at === '' && one.tell('at')
    const errors = { ...(isUnread && noTime(one, 'at', mapping)), ...noFlags(one, mapping) }
    if (Object.keys(errors).length > 0) return { line: one.row.line, errors }
  }
  const [first] = read
  if (first === undefined || read.some(({ entry }) => entry.at !== '')) return null
  return { line: first.row.line, errors: noTime(first, 'at', mapping) }
}

function leftOutOf(external_id: string, one: ReadRow, mapping: Mapping): RefusedInput[] {
  if (one.entry.at !== '') return []
  const errors = noTime(one, 'at', mapping)
  return [{ refused: 'row', external_id, line: one.row.line, errors }]
}

function noTime({ row, tell }: ReadRow, field: 'created_at' | 'at', { columns, time }: Mapping) {
  const column = columns[field] ?? ''
  const unread = `“${row.values[column] ?? ''}” is no time (${time}).`
  return { [column]: [tell(field) ? unread : 'There is none, so nobody knows when it was.'] }
}

/** A guess could show a customer what was written about it, so the word has to be known. */
function noFlags({ row, tell }: ReadRow, mapping: Mapping) {
  const unknown = yesOrNo.filter((field) => {
    const told = tell(field)
    return told && !flags.has(told.toLowerCase())
  })
  const reasons = unknown.map((field) => {
    const column = mapping.columns[field] ?? ''
    return [
      column,
      [`“${row.values[column]}” is neither ${orOf(true)} nor ${orOf(false)}; ${mend}`],
    ]
  })
  return Object.fromEntries(reasons)
}

const mend = 'the values of the mapping can say which it is.'

function beginningOf(tell: Tell, external_id: string) {
  const title = tell('title') ?? external_id
  return {
    external_id,
    customer: personOf(tell('customer.name') ?? 'Unknown', tell('customer.email')),
    title,
    content: tell('content') ?? title,
    labels:
      tell('labels')
        ?.split(/\s*[,;]\s*/)
        .filter(Boolean) ?? [],
  }
}

function entryOf(tell: Tell, mapping: Mapping) {
  const content = tell('message.content')
  return {
    at: momentOf(tell('at'), mapping.time),
    by: tell('by'),
    status: tell('status'),
    priority: tell('priority'),
    department: tell('department'),
    category: tell('category'),
    is_resolved: flagOf(tell('is_resolved')),
    assigned_to: assigneeOf(tell('assigned_to.name'), tell('assigned_to.email')),
    ...(content && {
      message: {
        content,
        from: tell('message.from') ?? 'agent',
        is_internal: flagOf(tell('message.is_internal')),
      },
    }),
  }
}

/** Where neither column is there, nothing is told; where both are empty, there is none. */
function assigneeOf(name: string | null | undefined, email: string | null | undefined) {
  if (name === undefined && email === undefined) return undefined
  const known = name ?? email
  return known ? personOf(known, email) : null
}

function personOf(name: string, email: string | null | undefined) {
  return email ? { name, email } : personCalled(name, 'import')
}

const yesOrNo = ['is_resolved', 'message.is_internal'] as const
const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
])

function orOf(flag: boolean): string {
  const words = [...flags].flatMap(([word, means]) => (means === flag ? [word] : []))
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

function flagOf(text: string | null | undefined): boolean | undefined {
  return text ? flags.get(text.toLowerCase()) : undefined
}

const parts = { YYYY: 'year', MM: 'month', DD: 'day', HH: 'hour', mm: 'minute', ss: 'second' }

/** @returns `''` for what is no such time, or of a day that no calendar has */
function momentOf(text: string | null | undefined, pattern: string): string {
  const found = momentIn(text ?? '', pattern)
  if (found === null) return ''
  const { date, time, zone } = found
  const day = new Date(`${date}T00:00:00Z`)
  const moment = new Date(`${date}T${time}${zone}`)
  if ([day, moment].some((each) => Number.isNaN(each.getTime()))) return ''
  return day.toISOString().startsWith(date) ? moment.toISOString() : ''
}

type Written = { readonly date: string; readonly time: string; readonly zone: string }

const isoTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/

/** Without a zone it is in UTC. */
function momentIn(text: string, pattern: string): Written | null {
  if (pattern !== 'iso') return patternedIn(text, pattern)
  const [, date, time = '00:00', zone = 'Z'] = isoTime.exec(text) ?? []
  return date === undefined ? null : { date, time, zone }
}

function patternedIn(text: string, pattern: string): Written | null {
  const escaped = pattern.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')
  const expression = Object.entries(parts).reduce(
    (source, [token, name]) => source.replace(token, `(?<${name}>\\d{${token.length}})`),
    escaped,
  )
  const found = new RegExp(`^${expression}$`).exec(text)?.groups
  if (!found) return null
  const { year = '', month = '', day = '', hour = '00', minute = '00', second = '00' } = found
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}:${second}`, zone: 'Z' }
}
