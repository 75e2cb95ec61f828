import { randomUUID } from 'node:crypto'
import type { CommandContext } from '../event-store/command-context.ts'
import type { NewEvent } from '../event-store/event-store.ts'
import type { JsonValue } from '../kernel/event.ts'

/** A command of nobody in particular, with ids of its own. */
export function someContext(more: Partial<CommandContext> = {}): CommandContext {
  return {
    command_id: randomUUID(),
    command_type: 'ChangeCounter',
    request_id: randomUUID(),
    actor: { type: 'system', id: '0', name: 'System' },
    occurred_at: '2026-01-01T00:00:00.000Z',
    ...more,
  }
}

export function someEvent(data: { readonly [key: string]: JsonValue } = {}): NewEvent {
  const context = someContext()
  return {
    id: randomUUID(),
    type: 'Counted',
    data,
    metadata: {
      $causationId: context.command_id,
      $correlationId: context.request_id,
      actor_id: context.actor.id,
      actor_name: context.actor.name,
      actor_type: context.actor.type,
      command_id: context.command_id,
      command_type: context.command_type,
      occurred_at: context.occurred_at,
      request_id: context.request_id,
      schema_version: '1',
    },
  }
}
