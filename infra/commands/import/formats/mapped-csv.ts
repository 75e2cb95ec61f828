import type { Source, SourceItem } from '#commands/import/source.ts'
import { groupRows, type RowGroup, surveyRows } from './csv-rows.ts'
import { inOrder } from './in-order.ts'
import type { Mappable, Mapping } from './mapping.ts'
import { personCalled } from './people.ts'

/** Any audit log with a row for each state or message; the first row also tells how the ticket began. */
export function mappedCsv(file: string, mapping: Mapping): Source {
  const { columns } = mapping
  const idColumn = columns.external_id ?? ''
  return {
    survey: () => surveyRows(file, { idColumn, needed: Object.values(columns) }),
    read: async function* () {
      for await (const group of groupRows(file, idColumn)) yield readTicket(group, mapping)
    },
  }
}

/** A field's value in this desk's words; `null` for nothing, `undefined` where no column tells it. */
type Tell = (field: Mappable) => string | null | undefined

function tellerOf(row: Readonly<Record<string, string>>, mapping: Mapping): Tell {
  return (field) => {
    const column = mapping.columns[field]
    if (column === undefined) return undefined
    const value = row[column] ?? ''
    return mapping.empty.includes(value) ? null : (mapping.values[field]?.[value] ?? value)
  }
}

function readTicket({ id, rows }: RowGroup, mapping: Mapping): SourceItem {
  const first = rows[0]
  const tell = tellerOf(first?.values ?? {}, mapping)
  const created_at = momentOf(tell('created_at'), mapping.time)
  const entries = rows.map(({ values }) => entryOf(tellerOf(values, mapping), mapping))
  const { priority, department, category } = entries[0] ?? {}
  const begun = { priority, department, category }
  const wrong = [created_at, ...entries.map(({ at }) => at)].includes('')
  const line = first?.line ?? null
  if (wrong) {
    const errors = { at: [`A time is not written as ${mapping.time}.`] }
    return { refused: { external_id: id, line, errors } }
  }
  return {
    line,
    ticket: {
      ...beginningOf(tell, id),
      created_at,
      ...begun,
      history: inOrder(created_at, entries),
    },
  }
}

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

function flagOf(text: string | null | undefined): boolean | undefined {
  return text ? /^(true|yes|1)$/i.test(text) : undefined
}

const parts = { YYYY: 'year', MM: 'month', DD: 'day', HH: 'hour', mm: 'minute', ss: 'second' }

/** @returns `''` for what is no such time */
function momentOf(text: string | null | undefined, pattern: string): string {
  const iso = pattern === 'iso' ? (text ?? '') : isoOf(text ?? '', pattern)
  const time = new Date(iso)
  return iso === '' || Number.isNaN(time.getTime()) ? '' : time.toISOString()
}

function isoOf(text: string, pattern: string): string {
  const escaped = pattern.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')
  const expression = Object.entries(parts).reduce(
    (source, [token, name]) => source.replace(token, `(?<${name}>\\d{${token.length}})`),
    escaped,
  )
  const found = new RegExp(`^${expression}$`).exec(text)?.groups
  if (!found) return ''
  const { year = '', month = '', day = '', hour = '00', minute = '00', second = '00' } = found
  return `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
