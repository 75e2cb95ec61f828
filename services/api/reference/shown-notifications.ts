import { z } from 'zod'
import { explanations } from '#api/present/listener.ts'

// What operators see of notifications. It describes the presenters and is never run on an answer.

const id = z.int().min(1)
const time = z.string().meta({ format: 'date-time' })

const channelState = z.object({
  channel: z.string(),
  state: z.string().meta({
    description:
      'In-app `read` or `unread`; else `pending`, `delivered`, `failed` or `cancelled`. `switched_off` by the agent, `not_set_up` at this desk.',
  }),
  read_at: time.nullable().optional(),
  delivery_id: z.string().optional(),
  attempts: z.int().min(0).optional(),
  last_error: z.string().nullable().optional(),
  due_at: time.optional(),
  settled_at: time.nullable().optional(),
})

const agent = z.object({ id, name: z.string().nullable() })
const policy = z.string().nullable()

const reasons = Object.keys(explanations)
const reason = z
  .string()
  .nullable()
  .meta({
    description: `Why not: ${reasons.map((name) => `\`${name}\``).join(', ')}. \`null\` where it was told.`,
  })

export const shownNotifications: { readonly [name: string]: z.ZodType } = {
  toldNotification: z.object({
    id,
    agent,
    type: z.string(),
    policy,
    title: z.string(),
    ticket_id: id,
    created_at: time,
    event: z.object({
      event_id: z.string(),
      position: z.string(),
      type: z.string().nullable(),
    }),
    channels: z.array(channelState),
  }),
  eventExplanation: z.object({
    event: z.object({
      event_id: z.string(),
      position: z.string(),
      type: z.string(),
      ticket_id: id.nullable(),
      occurred_at: time,
    }),
    reason,
    explanation: z.string().nullable(),
    agents: z.array(
      z.object({
        agent,
        type: z.string().nullable(),
        policy,
        notification_id: id.nullable(),
        reason,
        explanation: z.string(),
        channels: z.array(channelState),
      }),
    ),
  }),
}
