import { type Json, parseJson } from '#api/reference/json-schema.ts'

// One desk, told throughout: Ada answers Bo, whose printer does not print.

type Fields = { readonly [field: string]: unknown }

/** Fields that mean the same wherever they stand. */
const common: Fields = {
  email: 'bo@example.com',
  phone: '+44 20 7946 0018',
  color: '#d73a4a',
  password: 'difference engine',
  title: 'The printer does not print',
  content: 'Since Monday it only blinks.',
  excerpt: 'What to do when it only blinks.',
  description: 'Invoices and refunds.',
  reason: 'Sends advertisements.',
  reference_id: 'SD-1001',
  customer_id: 7,
  ticket_id: 1001,
  agent_id: 3,
  assigned_to: 3,
  labels: [2],
  position: '48213',
  ip_address: '203.0.113.7',
  request_id: 'checkout-42',
  caused_by: 'the customer wrote back',
  event_id: 'a3bb189e-8bf9-5888-9912-ace4e6543002',
  avatar_url: null,
  sender_avatar: null,
  expires_at: '2027-03-15T14:30:00Z',
  time: '09:30',
  from: '18:00',
  until: '08:00',
  to: '08:00',
  time_zone: 'Europe/London',
  url: 'https://example.com/hooks/desk',
  q: 'printer',
  locale: 'en-GB',
  envato_username: 'bo-d',
  icon: 'printer',
  slug: 'the-printer-does-not-print',
  shortcut: '/blink',
  price: 199.5,
  key: 'dh_int_bb7fe328ae65fd63eab69a02f5351671e9e228807042fb6cc397a6b2',
  webhook_url: 'https://example.com/hooks/desk',
  key_prefix: 'dh_int_bb7fe',
  start_date: '2026-03-01',
  end_date: '2026-03-31',
  scopes: ['tickets:list', 'tickets:read'],
  events: ['TicketCreated', 'TicketClosed'],
  secret: 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDuX1PcBmyb3k=',
  after: '48000',
  reached: '48100',
  sd_ticket_prefix: 'SD',
  sd_notification_email: 'desk@example.com',
  sd_default_department_id: 1,
  changes: [{ field: 'status', from: 'open', to: 'closed' }],
  data: { status: 'closed' },
  current_page: 1,
  last_page: 1,
  per_page: 15,
  total: 1,
  closed_at: null,
  is_active: true,
  live: true,
  ready: true,
  liked: true,
  custom_fields: [{ id: 5, value: 'P3-0042' }],
  actor: { type: 'agent', id: 3, name: 'Ada Lovelace' },
  user: { id: 3, name: 'Ada Lovelace' },
}

/** Fields that mean something else in one kind of thing. */
const special: { readonly [kind: string]: Fields } = {
  agent: { name: 'Ada Lovelace', email: 'ada@example.com', departments: [1] },
  apiKey: { name: 'Web shop', type: 'internal' },
  newApiKey: { name: 'Web shop', type: 'internal' },
  activity: { description: 'Ticket SD-1001 status changed to closed' },
  cannedResponse: { title: 'Turn it off and on', category: 'Hardware' },
  category: { name: 'Hardware', description: 'What can be dropped.' },
  customer: { name: 'Bo Diddley' },
  customField: { label: 'Serial number', description: 'On its back.', type: 'text' },
  department: { name: 'Billing' },
  knowledgeArticle: { title: 'The printer does not print', category_id: 4 },
  knowledgeCategory: { name: 'Printing', description: 'Paper and ink.' },
  label: { name: 'urgent' },
  delivery: {
    status: 'delivered',
    event_type: 'TicketCreated',
    last_status: 204,
    last_error: null,
  },
  newWebhook: { description: 'The web shop' },
  product: { name: 'Printer 3000', description: 'Prints.', envato_id: '13041404' },
  profile: { name: 'Ada Lovelace', email: 'ada@example.com' },
  webhook: { description: 'The web shop' },
  ticket: {
    id: 1001,
    department: { id: 1, name: 'Billing' },
    category: { id: 4, name: 'Hardware' },
    product: { id: 6, name: 'Printer 3000' },
    customer: { id: 7, name: 'Bo Diddley', email: 'bo@example.com' },
    labels: [{ id: 2, name: 'urgent', color: '#d73a4a' }],
    assigned_to: { id: 3, name: 'Ada Lovelace' },
    agents: [{ id: 3, name: 'Ada Lovelace' }],
    custom_fields: [{ id: 5, label: 'Serial number', type: 'text', value: 'P3-0042' }],
  },
  message: {
    content: 'We are looking into it.',
    sender: { type: 'agent', id: 3, name: 'Ada Lovelace' },
  },
  notification: {
    type: 'ticket_reply',
    message: 'Bo Diddley wrote on SD-1001',
    sender_name: 'Bo Diddley',
  },
  overview: { by_department: [{ id: 1, name: 'Billing', count: 12 }] },
  agentFigures: { agent: { id: 3, name: 'Ada Lovelace' } },
  departmentFigures: { department: { id: 1, name: 'Billing' } },
  feedEvent: { type: 'TicketClosed', stream: 'ticket-1001', resource: 'ticket', resource_id: 1001 },
  historyEntry: { type: 'TicketClosed' },
  replay: { until: '48213', status: 'running', ended_at: null },
}

type Components = { readonly [name: string]: Json }

/** An example that the schema allows, of a thing of that kind. */
export function exampleOf(schema: Json, components: Components, kind = ''): unknown {
  return valueOf(schema, { components, kind, field: '' })
}

type Place = { readonly components: Components; readonly kind: string; readonly field: string }

function valueOf(schema: Json, place: Place): unknown {
  const { const: only, enum: several, $ref: ref, anyOf: either } = schema
  if (only !== undefined) return only
  if (typeof ref === 'string') return ofComponent(ref.slice(ref.lastIndexOf('/') + 1), place)
  const known = knownValue(schema, place)
  if (known !== undefined) return known
  if (Array.isArray(several)) return several[0]
  if (Array.isArray(either)) return valueOf(parseJson(either[0]), place)
  return ofType(schema, place)
}

function ofComponent(name: string, place: Place): unknown {
  return valueOf(place.components[name] ?? {}, { ...place, kind: name, field: '' })
}

/** Only where it is of the type that is asked for: `labels` are ids in a request and things in an answer. */
function knownValue(schema: Json, { kind, field }: Place): unknown {
  const own = special[kind]?.[field]
  const candidates = [own, common[field]].filter((value) => value !== undefined)
  return candidates.find((value) => fits(schema, value))
}

function fits(schema: Json, value: unknown): boolean {
  const { anyOf: either, enum: several, type, items } = schema
  if (Array.isArray(either)) return either.some((option) => fits(parseJson(option), value))
  if (Array.isArray(several)) return several.includes(value)
  if (value === null) return type === 'null'
  if (Array.isArray(value)) {
    return type === 'array' && value.every((item) => fits(parseJson(items), item))
  }
  if (type === 'integer' || type === 'number') return typeof value === 'number'
  if (type === 'object') return fitsObject(schema, value)
  return type === typeof value
}

function fitsObject({ properties, required = [] }: Json, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !Array.isArray(required)) return false
  const known = parseJson(properties)
  const hasOnlyKnown = properties === undefined || Object.keys(value).every((key) => key in known)
  return hasOnlyKnown && required.every((key) => String(key) in value)
}

function ofType(schema: Json, place: Place): unknown {
  switch (schema['type']) {
    case 'object':
      return ofObject(schema, place)
    case 'array':
      return [valueOf(parseJson(schema['items']), place)]
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), 0)
    case 'boolean':
      return false
    case 'null':
      return null
    case 'string':
      return ofText(schema, place)
    default:
      return null
  }
}

function ofObject({ properties }: Json, place: Place): Json {
  const fields = Object.entries(parseJson(properties))
  return Object.fromEntries(
    fields.map(([field, schema]) => [field, valueOf(parseJson(schema), { ...place, field })]),
  )
}

function ofText({ format }: Json, { kind, field }: Place): string {
  if (format === 'date-time') return '2026-03-15T14:30:00Z'
  if (format === 'date') return '2026-03-15'
  if (format === 'uuid') return 'a3bb189e-8bf9-4888-9912-ace4e6543002'
  if (field === 'message') return 'Done'
  return field === 'name' ? `A ${kind || 'name'}` : `Some ${field || 'text'}`.replaceAll('_', ' ')
}
