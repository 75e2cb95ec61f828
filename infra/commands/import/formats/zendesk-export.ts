import { z } from 'zod'

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString())

/** What Zendesk sends of a change: ids and numbers as text, or as numbers. */
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.null()])

/** Of a call. */
const spoken = z.object({ transcription_text: z.string().nullish() })

const auditEvent = z.object({
  id: z.number().nullish(),
  type: z.string(),
  field_name: z.string().nullish(),
  value: value.optional().catch(undefined),
  body: z.string().nullish(),
  plain_body: z.string().nullish(),
  html_body: z.string().nullish(),
  data: spoken.nullish().catch(undefined),
  public: z.boolean().nullish(),
  author_id: z.number().nullish(),
  comment_id: z.number().nullish(),
})
const audit = z.object({
  created_at: moment,
  author_id: z.number(),
  events: z.array(auditEvent),
})

export const zendeskTicket = z.object({
  id: z.number(),
  subject: z.string().nullish(),
  raw_subject: z.string().nullish(),
  description: z.string().nullish(),
  status: z.string(),
  priority: z.string().nullish(),
  requester_id: z.number(),
  submitter_id: z.number().nullish(),
  is_public: z.boolean().nullish(),
  assignee_id: z.number().nullish(),
  group_id: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  created_at: moment,
  updated_at: moment,
  audits: z.array(audit).default([]),
})
export type ZendeskTicket = z.output<typeof zendeskTicket>
export type Audit = z.output<typeof audit>
export type AuditEvent = z.output<typeof auditEvent>
