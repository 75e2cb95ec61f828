import type { Upcasters } from '../kernel/upcasters.ts'
import { ticketUpcasters } from './ticket/upcasters.ts'

/** How events of older versions are read: whoever opens the desk's log gives it these. */
export const upcasters: Upcasters = { ...ticketUpcasters }
