import { z } from 'zod'
import { inUtc } from '../../kernel/instant.ts'
import { defineResource } from '../resource/define-resource.ts'
import { flag, id, name, nullable, oneOf, text } from '../resource/fields.ts'
import { keyTypes } from './key-format.ts'
import { isKnownScope } from './scopes.ts'

const scopes = z
  .array(z.string().refine(isKnownScope, { error: 'is not a known scope' }))
  .max(500)
  .overwrite((values) => [...new Set(values)])
  .meta({ column: 'text[]' })

const day = /^\d{4}-\d{2}-\d{2}$/
const instantOf = (value: string) => inUtc(day.test(value) ? `${value}T00:00:00Z` : value)
const error = 'must be a date such as 2026-03-15 or 2026-03-15T14:30:00Z'

/** An instant, or a day, which ends at its midnight; stored as ISO 8601 UTC. */
const expiry = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], { error })
  .refine((value) => instantOf(value) !== null, { error })
  .overwrite((value) => instantOf(value) ?? value)
  .meta({ column: 'timestamptz' })

export const apiKey = defineResource({
  name: 'apiKey',
  title: 'API key',
  path: 'api-keys',
  table: 'api_keys',
  fields: {
    name: name(250),
    type: oneOf(keyTypes),
    scopes,
    special: flag(),
    agent_id: nullable(id()),
    expires_at: nullable(expiry),
  },
  required: ['name', 'type'],
  defaults: { scopes: [], special: false },
  made: { key_hash: text(64), key_prefix: text(12) },
  hidden: ['key_hash'],
  events: { created: 'ApiKeyCreated', changed: 'ApiKeyChanged', deleted: 'ApiKeyRevoked' },
  order_by: [{ field: 'id', direction: 'desc' }],
  refers_to: { agent_id: 'agent' },
})
