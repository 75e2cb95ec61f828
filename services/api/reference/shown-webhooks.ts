import { deliveryStates } from '@deskhive/shared/read-model/notification-tables.ts'
import { z } from 'zod'

const id = z.int().min(1)
const time = z.string().meta({ format: 'date-time' })
const tally = z.int().min(0)

const delivery = z.object({
  id,
  event_id: z.string(),
  event_type: z.string(),
  position: z.string(),
  status: z.enum(deliveryStates),
  attempts: tally,
  last_status: z.int().nullable().meta({ description: 'Of the last answer, if there was one.' }),
  last_error: z.string().nullable(),
  created_at: time,
  next_attempt_at: time.nullable(),
  settled_at: time.nullable(),
})

const replay = z.object({
  id,
  after: z.string(),
  until: z.string(),
  reached: z.string(),
  deliveries: tally,
  status: z.enum(['running', 'ended']),
  created_at: time,
  ended_at: time.nullable(),
})

const deliveriesMeta = z.object({
  current_page: tally,
  last_page: tally,
  per_page: tally,
  total: tally,
  replay: replay.nullable().meta({ description: 'The latest one.' }),
})

/** What is told of what webhooks are sent. */
export const shownWebhooks = { delivery, replay, deliveriesMeta }
