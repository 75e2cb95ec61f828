import type { Closer } from '@deskhive/shared/domain/ticket/vocabulary.ts'
import type { Actor } from '@deskhive/shared/kernel/event.ts'
import type { Caller } from '#api/caller.ts'

export function actorOf(caller: Caller): Actor {
  if (caller.type === 'internal') {
    return { type: 'api_key', id: String(caller.key.id), name: caller.key.name }
  }
  return { type: 'agent', id: String(caller.agent.id), name: caller.agent.name }
}

/** An agent that closes a ticket itself gets the resolution; what an internal key does is staff's work. */
export function closerOf(caller: Caller): Closer {
  if (caller.type === 'internal') return { closed_by: 'staff', agent_id: null }
  return { closed_by: 'agent', agent_id: caller.agent.id }
}
