import type { Source, SourceItem } from '#commands/import/source.ts'
import { groupRows, type RowGroup, surveyRows } from './csv-rows.ts'
import { inOrder } from './in-order.ts'
import { personCalled } from './people.ts'

/**
 * The audit log of incidents: each row is the whole state that was reached at `sys_updated_at`, by
 * `sys_updated_by`. `?` says that there is none; of what there is always, state and priority, that it was not
 * recorded and is as it was. The first row tells with which priority, department and category
 * the incident began.
 */
export function servicenowCsv(file: string): Source {
  return {
    survey: () => surveyRows(file, { idColumn: 'number', needed }),
    read: async function* () {
      for await (const group of groupRows(file, { idColumn: 'number', columns })) {
        yield readIncident(group)
      }
    },
  }
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

type Row = Readonly<Record<string, string>>
type Errors = Record<string, string[]>

function readIncident({ id, rows }: RowGroup): SourceItem {
  const errors: Errors = {}
  const first = rows[0]?.values ?? {}
  const line = rows[0]?.line ?? null
  const created_at = momentOf(first, 'opened_at', errors)
  const entries = rows.map(({ values }) => entryOf(values, errors))
  if (Object.keys(errors).length > 0) return { refused: { external_id: id, line, errors } }

  const { priority, department, category } = entries[0] ?? {}
  return {
    line,
    ticket: {
      external_id: id,
      customer: personCalled(recorded(first['caller_id']) ?? 'Unknown caller', DOMAIN),
      title: titleOf(first),
      content: contentOf(first),
      created_at,
      priority,
      department,
      category,
      history: inOrder(created_at, entries),
    },
  }
}

const DOMAIN = 'servicenow'

function entryOf(row: Row, errors: Errors) {
  const resolver = recorded(row['assigned_to'])
  const state = recorded(row['incident_state'])
  const priority = recorded(row['priority'])
  return {
    at: momentOf(row, 'sys_updated_at', errors),
    by: recorded(row['sys_updated_by']),
    status: state === null ? undefined : statusOf(state, errors),
    priority: priority === null ? undefined : priorityOf(priority, errors),
    department: recorded(row['assignment_group']),
    category: recorded(row['category']),
    assigned_to: resolver === null ? null : personCalled(resolver, DOMAIN),
    // What is closed after it was resolved stays so; who reopens it says that it is not.
    ...(state !== null && state !== 'Closed' && { is_resolved: state === 'Resolved' }),
  }
}

function recorded(value: string | undefined): string | null {
  return value === undefined || value === '?' || value === '' ? null : value
}

function statusOf(state: string, errors: Errors): string {
  if (state === 'New') return 'open'
  if (state === 'Active') return 'in_progress'
  if (state.startsWith('Awaiting')) return 'on_hold'
  if (state === 'Resolved' || state === 'Closed') return 'closed'
  note(errors, 'incident_state', `“${state}” is no state that is known.`)
  return ''
}

const priorities: Readonly<Record<string, string>> = {
  1: 'critical',
  2: 'high',
  3: 'medium',
  4: 'low',
}

function priorityOf(priority: string, errors: Errors): string {
  const known = priorities[priority.slice(0, 1)]
  if (known === undefined) note(errors, 'priority', `“${priority}” is no priority that is known.`)
  return known ?? ''
}

/** `DD-MM-YYYY HH:MM`, in UTC. */
const moment = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}):(\d{2})(?::(\d{2}))?$/

function momentOf(row: Row, column: string, errors: Errors): string {
  const [, day, month, year, hour, minute, second = '00'] = moment.exec(row[column] ?? '') ?? []
  const text = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const time = new Date(text)
  if (!Number.isNaN(time.getTime()) && time.toISOString() === text) return text
  note(errors, column, `“${row[column] ?? ''}” is no time such as 29-02-2016 04:40.`)
  return ''
}

function note(errors: Errors, column: string, message: string): void {
  const known = (errors[column] ??= [])
  if (!known.includes(message)) known.push(message)
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
