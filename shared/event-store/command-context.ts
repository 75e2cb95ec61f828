import { type Actor, systemActor } from '../kernel/event.ts'

/** Who asked for what and when; the same for a command and all its retries, but for `request_id`. */
export type CommandContext = {
  /** A UUID. A retry after a crash brings the same one: event ids come from it. */
  readonly command_id: string
  /** In the imperative: `CloseTicket`. */
  readonly command_type: string
  readonly request_id: string
  readonly actor: Actor
  readonly api_key_id?: string
  readonly ip?: string
  /** ISO 8601, UTC. */
  readonly occurred_at: string
  /** `command_id` unless given. */
  readonly causation_id?: string
  readonly external_id?: string
}

type OwnCommand = Pick<CommandContext, 'command_id' | 'command_type' | 'occurred_at'>

/** Of a command that no request brought: the desk gives it itself. */
export function systemContext(command: OwnCommand): CommandContext {
  return { ...command, request_id: command.command_id, actor: systemActor }
}
