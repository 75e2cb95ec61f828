import type { RefusedInput, Source, SourceItem } from '#commands/import/source.ts'
import type { CsvRow } from './csv-rows.ts'
import { inOrder } from './in-order.ts'
import { personCalled } from './people.ts'
import { groupedCsv, type RowGroup, readTickets } from './row-groups.ts'
import { priorityOf, type Row, recorded, statusOf, timeOf } from './servicenow-values.ts'

/**
 * The audit log of incidents: each row is the whole state that was reached at `sys_updated_at`, by
 * `sys_updated_by`. `?` says that there is none; of what there is always, state and priority, that it was not
 * recorded and is as it was. So is a state or priority that is not known, and that is told. A row of which the
 * time cannot be read says nothing of when; it is left out. The first row tells with which priority, department
 * and category the incident began.
 */
export function servicenowCsv(file: string): Source {
  const grouped = groupedCsv(file, {
    idColumn: 'number',
    isNoId: (number) => recorded(number) === null,
    needed,
    columns,
    timeColumn: 'sys_updated_at',
    timeOf: (values) => timeOf(values['sys_updated_at']) ?? '',
  })
  return { survey: grouped.survey, read: () => readTickets(grouped, readIncident) }
}

const needed = [
  'number',
  'caller_id',
  'opened_at',
  'sys_updated_at',
  'sys_updated_by',
  'incident_state',
  'priority',
]

const described = ['category', 'subcategory', 'u_symptom']
const told = ['contact_type', 'location', ...described, 'opened_by']
const further = ['assigned_to', 'assignment_group', 'short_description', 'description']
const columns: ReadonlySet<string> = new Set([...needed, ...told, ...further])

const DOMAIN = 'servicenow'

function readIncident({ id, rows }: RowGroup): SourceItem {
  const line = rows[0]?.line ?? null
  const created_at = firstOf(rows, (values) => timeOf(values['opened_at']))
  const read = rows.map((row) => readRow(id, row))
  const leftOut = read.flatMap(({ refused }) => refused ?? [])
  if (created_at === null) {
    const errors = { opened_at: [noTime(rows[0]?.values['opened_at'])] }
    return { refused: { refused: 'ticket', external_id: id, line, errors } }
  }
  const entries = read.flatMap(({ entry }) => entry ?? [])
  const [began] = entries
  if (began === undefined) {
    const { errors = {} } = leftOut[0] ?? {}
    return { refused: { refused: 'ticket', external_id: id, line, errors } }
  }

  const { priority, department, category } = began
  const begun = { created_at, priority, department, category }
  const history = inOrder(created_at, entries)
  const ticket = { external_id: id, ...whatItIs(rows), ...begun, history }
  return { line, leftOut, ticket }
}

function whatItIs(rows: readonly CsvRow[]) {
  const first = rows[0]?.values ?? {}
  const caller = firstOf(rows, (values) => recorded(values['caller_id']))
  return {
    customer: personCalled(caller ?? 'Unknown caller', DOMAIN),
    title: titleOf(first),
    content: contentOf(first),
  }
}

/** It is the same in all rows, but for those in which it was not recorded. */
function firstOf(rows: readonly CsvRow[], read: (values: Row) => string | null): string | null {
  for (const { values } of rows) {
    const value = read(values)
    if (value !== null) return value
  }
  return null
}

type Entry = ReturnType<typeof entryOf>
type ReadRow = { readonly entry: Entry | null; readonly refused: RefusedInput | null }

function readRow(external_id: string, { line, values }: CsvRow): ReadRow {
  const at = timeOf(values['sys_updated_at'])
  if (at === null) {
    const errors = { sys_updated_at: [noTime(values['sys_updated_at'])] }
    return { entry: null, refused: { refused: 'row', external_id, line, errors } }
  }
  const entry = entryOf(values, at)
  const errors = {
    ...(entry.status === null && unknown(values, 'incident_state')),
    ...(entry.priority === null && unknown(values, 'priority')),
  }
  const isWhole = Object.keys(errors).length === 0
  return { entry, refused: isWhole ? null : { refused: 'value', external_id, line, errors } }
}

/** A status or priority of `null` is one that is not known; the desk leaves it as it was. */
function entryOf(row: Row, at: string) {
  const resolver = recorded(row['assigned_to'])
  const state = recorded(row['incident_state'])
  const status = state === null ? undefined : statusOf(state)
  const priority = recorded(row['priority'])
  return {
    at,
    by: recorded(row['sys_updated_by']),
    status,
    priority: priority === null ? undefined : priorityOf(priority),
    department: recorded(row['assignment_group']),
    category: recorded(row['category']),
    assigned_to: resolver === null ? null : personCalled(resolver, DOMAIN),
    // What is closed after it was resolved stays so; who reopens it says that it is not.
    ...(status && state !== 'Closed' && { is_resolved: state === 'Resolved' }),
  }
}

const noTime = (text = '') => `“${text}” is no time such as 29-02-2016 04:40.`

function unknown(row: Row, column: string): Record<string, string[]> {
  return { [column]: [`“${row[column]}” is not known; it is left as it was.`] }
}

/** The log has no texts of its own; an export that has them brings its own columns. */
function titleOf(row: Row): string {
  const about = described.map((column) => recorded(row[column]))
  const words = about.filter((part) => part !== null)
  return recorded(row['short_description']) ?? (words.join(', ') || `Incident ${row['number']}`)
}

function contentOf(row: Row): string {
  const lines = told.flatMap((column) => {
    const value = recorded(row[column])
    return value === null ? [] : [`${column}: ${value}`]
  })
  const known = [`Incident ${row['number']}`, ...lines].join('\n')
  return recorded(row['description']) ?? known
}
