import type { Sender } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import { presentTime } from '#api/present/time.ts'

export type TicketMessage = {
  readonly id: number
  readonly ticket_id: number
  readonly content: string
  readonly is_internal: boolean
  readonly sender: Sender
  readonly liked_by: readonly number[]
  /** ISO 8601, UTC. */
  readonly created_at: string
}

/** The contract's message resource. `agentId` is the agent who looks; only it is told what it likes. */
export function presentTicketMessage(message: TicketMessage, agentId: number | null) {
  const { id, ticket_id, content, is_internal, sender, liked_by } = message
  return {
    id,
    ticket_id,
    content,
    is_internal,
    sender: { type: sender.type, id: sender.id, name: sender.name },
    likes: liked_by.length,
    ...(agentId === null ? {} : { liked: liked_by.includes(agentId) }),
    created_at: presentTime(message.created_at),
  }
}
