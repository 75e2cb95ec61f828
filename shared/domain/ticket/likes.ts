import type { RecordedEvent } from '../../kernel/event.ts'
import { ownWeight } from '../../kernel/weight.ts'
import type { TicketEvent } from './events.ts'

/**
 * The messages of a ticket, and who likes them: what was said of either, the newest first. One more costs the
 * same however many there are, which matters where a program writes thousands; asking for one goes back
 * until its reply.
 */
export type Likes = {
  /** How many messages there are. */
  readonly size: number
  readonly newest: Said | null
  /** Each of what was said lies within the next one, too deep to be looked through. */
  readonly [ownWeight]: number
}

const SAID_BYTES = 100

type Said = {
  readonly message_id: number
  /** `null` for the reply itself. */
  readonly by: { readonly agent_id: number; readonly isLiked: boolean } | null
  readonly before: Said | null
}

export const noLikes: Likes = { size: 0, newest: null, [ownWeight]: 0 }

export function likesAfter(likes: Likes, { type, data }: RecordedEvent<TicketEvent>): Likes {
  const { size, newest: before } = likes
  const weight = likes[ownWeight] + SAID_BYTES
  switch (type) {
    case 'TicketReplied': {
      const newest = { message_id: data.message_id, by: null, before }
      return { size: size + 1, newest, [ownWeight]: weight }
    }
    case 'TicketMessageLiked':
    case 'TicketMessageUnliked': {
      const by = { agent_id: data.agent_id, isLiked: type === 'TicketMessageLiked' }
      return { size, newest: { message_id: data.message_id, by, before }, [ownWeight]: weight }
    }
    default:
      return likes
  }
}

/** @returns the agents, who liked it first first; `null` where the ticket has no such message */
export function likersOf({ newest }: Likes, messageId: number): readonly number[] | null {
  const lastWord = new Map<number, boolean>()
  for (let said = newest; said !== null; said = said.before) {
    if (said.message_id !== messageId) continue
    if (said.by === null) return agentsWhoLike(lastWord)
    const { agent_id, isLiked } = said.by
    if (!lastWord.has(agent_id)) lastWord.set(agent_id, isLiked)
  }
  return null
}

/** @param lastWord newest first */
function agentsWhoLike(lastWord: ReadonlyMap<number, boolean>): number[] {
  return [...lastWord]
    .filter(([, isLiked]) => isLiked)
    .map(([agent]) => agent)
    .reverse()
}
