import type { ActorType, EventMetadata } from '../../kernel/event.ts'
import type { Upcasters } from '../../kernel/upcasters.ts'
import type { Closer, CloserType } from './vocabulary.ts'

/**
 * TicketClosed
 * - v1 `{}`: who closed it was told by the metadata alone.
 * - v2 `{ closed_by, agent_id }`: an import is recorded by somebody else than the one who closed it then.
 */
export const ticketUpcasters: Upcasters = {
  TicketClosed: [(_data, metadata) => closerFrom(metadata)],
}

const closersByActor: { readonly [type in ActorType]: CloserType } = {
  agent: 'agent',
  api_key: 'staff',
  customer: 'customer',
  system: 'automation',
}

function closerFrom({ actor_type, actor_id }: EventMetadata): Closer {
  return {
    closed_by: closersByActor[actor_type],
    agent_id: actor_type === 'agent' ? Number(actor_id) : null,
  }
}
