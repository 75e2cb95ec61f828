/** Words that tickets, settings and reports share. */
export const ticketStatuses = ['open', 'in_progress', 'on_hold', 'closed'] as const
export type TicketStatus = (typeof ticketStatuses)[number]
export type OpenStatus = Exclude<TicketStatus, 'closed'>

export const ticketPriorities = ['low', 'medium', 'high', 'critical'] as const
export type TicketPriority = (typeof ticketPriorities)[number]

/** Who closes: an agent itself, staff through an internal key, the customer, or a rule. */
export const closerTypes = ['agent', 'staff', 'customer', 'automation'] as const
export type CloserType = (typeof closerTypes)[number]
/** `agent_id` is the agent that closed it itself, whose resolution it is; otherwise `null`. */
export type Closer = { readonly closed_by: CloserType; readonly agent_id: number | null }

/** Who writes: staff through an internal key (`user`), an agent, or the customer. */
export const senderTypes = ['user', 'agent', 'customer'] as const
export type SenderType = (typeof senderTypes)[number]
export type Sender = { readonly type: SenderType; readonly id: number; readonly name: string }
