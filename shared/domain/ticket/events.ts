import type { CustomFieldValue } from '../custom-field/values.ts'
import type { Closer, OpenStatus, Sender, TicketPriority } from './vocabulary.ts'

/** What was filled in; what the field is called and asks for is told by its own stream. */
export type CustomFieldOfTicket = { readonly id: number; readonly value: CustomFieldValue }

/** Everything that can happen to a ticket. Types are for ever; a changed shape is a new version. */
export type TicketEvent =
  | {
      readonly type: 'TicketCreated'
      readonly data: {
        readonly reference_id: string
        readonly customer_id: number
        readonly title: string
        readonly content: string
        readonly department_id: number | null
        readonly category_id: number | null
        readonly product_id: number | null
        readonly priority: TicketPriority
        readonly custom_fields: readonly CustomFieldOfTicket[]
      }
    }
  | { readonly type: 'TicketStatusChanged'; readonly data: { readonly status: OpenStatus } }
  | { readonly type: 'TicketClosed'; readonly data: Closer }
  | {
      readonly type: 'TicketReopened'
      readonly data: { readonly status: OpenStatus; readonly by_rule: 'customer_reply' | null }
    }
  | { readonly type: 'TicketPrioritised'; readonly data: { readonly priority: TicketPriority } }
  | { readonly type: 'TicketAssigned'; readonly data: { readonly agent_id: number } }
  | { readonly type: 'TicketUnassigned'; readonly data: Readonly<Record<string, never>> }
  | {
      readonly type: 'TicketMovedToDepartment'
      readonly data: { readonly department_id: number | null }
    }
  | { readonly type: 'TicketCategorised'; readonly data: { readonly category_id: number | null } }
  | { readonly type: 'TicketProductChanged'; readonly data: { readonly product_id: number | null } }
  | { readonly type: 'TicketLabelled'; readonly data: { readonly labels: readonly number[] } }
  | { readonly type: 'TicketMarkedResolved'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'TicketMarkedUnresolved'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'TicketLocked'; readonly data: Readonly<Record<string, never>> }
  | { readonly type: 'TicketUnlocked'; readonly data: Readonly<Record<string, never>> }
  | {
      readonly type: 'TicketReplied'
      readonly data: {
        readonly message_id: number
        readonly content: string
        readonly is_internal: boolean
        readonly sender: Sender
      }
    }
  | {
      readonly type: 'TicketMessageLiked'
      readonly data: { readonly message_id: number; readonly agent_id: number }
    }
  | {
      readonly type: 'TicketMessageUnliked'
      readonly data: { readonly message_id: number; readonly agent_id: number }
    }
  | {
      readonly type: 'TicketAutoCloseWarned'
      /** When it is closed unless anything happens to it; ISO 8601, UTC. */
      readonly data: { readonly due_at: string }
    }
  | { readonly type: 'TicketDeleted'; readonly data: Readonly<Record<string, never>> }

export type TicketEventType = TicketEvent['type']
export type TicketEventData<Type extends TicketEventType> = Extract<
  TicketEvent,
  { type: Type }
>['data']
