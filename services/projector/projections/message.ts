import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { idOfStream, type RecordedEvent } from '@deskhive/shared/kernel/event.ts'
import type { RowReference, Rows, Table } from '@deskhive/shared/projection/projection.ts'
import type { MessageRow } from '@deskhive/shared/read-model/tables.ts'

export const messages: Table<MessageRow> = {
  table: 'messages',
  key: ['id'],
  columns: [
    'id',
    'ticket_id',
    'content',
    'is_internal',
    'sender_type',
    'sender_id',
    'sender_name',
    'liked_by',
    'created_at',
  ],
}

type Replied = Extract<RecordedEvent<TicketEvent>, { type: 'TicketReplied' }>

export function touchedMessages(event: TicketEvent): readonly RowReference[] {
  const isLike = event.type === 'TicketMessageLiked' || event.type === 'TicketMessageUnliked'
  return isLike ? [{ table: messages, key: { id: event.data.message_id } }] : []
}

export function changeMessages(event: RecordedEvent<TicketEvent>, rows: Rows): void {
  switch (event.type) {
    case 'TicketReplied':
      return rows.putNew(messages, messageOf(event))
    case 'TicketMessageLiked':
      return changeLikes(event.data, rows, (likes, agent) => [...likes, agent])
    case 'TicketMessageUnliked':
      return changeLikes(event.data, rows, (likes, agent) => likes.filter((id) => id !== agent))
    default:
  }
}

function messageOf(event: Replied): MessageRow {
  const { message_id, content, is_internal, sender } = event.data
  return {
    id: message_id,
    ticket_id: idOfStream(event.stream),
    content,
    is_internal,
    sender_type: sender.type,
    sender_id: sender.id,
    sender_name: sender.name,
    liked_by: [],
    created_at: event.metadata.occurred_at,
  }
}

function changeLikes(
  like: { readonly message_id: number; readonly agent_id: number },
  rows: Rows,
  change: (likes: readonly number[], agent: number) => number[],
): void {
  const message = rows.get(messages, { id: like.message_id })
  if (message === null) return
  rows.put(messages, { ...message, liked_by: change(message.liked_by, like.agent_id) })
}
