import type { Stage } from './stage.ts'
import { createTickets } from './stages/create-tickets.ts'
import { notificationDelay } from './stages/notification-delay.ts'

/** In this order: the first ones meet a desk that is small and quiet yet. */
export const stages: readonly Stage[] = [createTickets, notificationDelay]
