import type { Command, Handled } from '@deskhive/shared/event-store/aggregate-store.ts'
import { deriveCommandId } from '@deskhive/shared/event-store/derive-command-id.ts'
import type { Actor, DomainEvent } from '@deskhive/shared/kernel/event.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#api/commands/actor.ts'
import { expectedRevisions } from '#api/commands/expected-revision.ts'
import type { RequestCommand } from '#api/commands/request-command.ts'
import type { Desk } from '#api/desk.ts'
import { waitUntilVisible } from '#api/plugins/read-your-writes.ts'

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply }

type Execution<State, E extends DomainEvent> = Pick<
  Command<State, E>,
  'aggregate' | 'id' | 'decide' | 'create'
> & {
  /** In the imperative: `CloseTicket`. */
  readonly type: string
  /** Who does it, where that is not the caller: a customer for whom staff writes. */
  readonly actor?: Actor
  /** What it is called at the desk that it is imported from. */
  readonly externalId?: string
}

/**
 * The one way to write: decides on the stream's newest state, appends, and returns when the read models
 * have it (bounded; not at all with `Prefer: respond-async`). Sets `X-Position` and `ETag`.
 * The answer is to be built from the returned state.
 */
export async function execute<State, E extends DomainEvent>(
  desk: Desk,
  exchange: Exchange,
  execution: Execution<State, E>,
): Promise<Handled<State, E>> {
  const handled = await append(desk, exchange.request, execution)
  // A new ticket is counted already, as the one that its agent was chosen for.
  const { resource } = execution.aggregate
  if (!execution.create || resource !== 'ticket') desk.workloads.expect(resource, handled.position)
  exchange.reply.header('x-position', handled.position.toString())
  exchange.reply.header('etag', `"${handled.revision}"`)
  await waitUntilVisible(desk, exchange.request, handled.position)
  return handled
}

/**
 * For a request that is several commands: all but the one whose stream is the answer. `If-Match` is not
 * asked of it, and its command id is derived, so each stream and type may occur once per request.
 */
export async function executeBeside<State, E extends DomainEvent>(
  desk: Desk,
  request: FastifyRequest,
  execution: Execution<State, E>,
): Promise<Handled<State, E>> {
  const commandId = commandIdBeside(request, execution)
  return desk.aggregates.handleCommand(commandFrom(request, execution, commandId))
}

type Beside = {
  readonly aggregate: { readonly resource: string }
  readonly id: number
  readonly type: string
}

/** Of a command that `executeBeside` runs for this request. */
export function commandIdBeside(
  { command }: { readonly command: Pick<RequestCommand, 'id'> },
  { aggregate, id, type }: Beside,
): string {
  return deriveCommandId(command.id, `${type} ${aggregate.resource}-${id}`)
}

function append<State, E extends DomainEvent>(
  desk: Desk,
  request: FastifyRequest,
  execution: Execution<State, E>,
): Promise<Handled<State, E>> {
  const command = commandFrom(request, execution, request.command.id)
  const ifMatch = execution.create ? null : expectedRevisions(request)
  return desk.aggregates.handleCommand(ifMatch === null ? command : { ...command, ifMatch })
}

function commandFrom<State, E extends DomainEvent>(
  request: FastifyRequest,
  { type, actor, externalId, ...execution }: Execution<State, E>,
  command_id: string,
): Command<State, E> {
  const { caller, command } = request
  return {
    ...execution,
    mayBeRepeat: command.mayBeRepeat,
    context: {
      command_id,
      command_type: type,
      request_id: request.id,
      actor: actor ?? actorOf(caller),
      api_key_id: String(caller.key.id),
      ip: request.ip,
      occurred_at: command.occurredAt,
      ...(externalId === undefined ? {} : { external_id: externalId }),
    },
  }
}
