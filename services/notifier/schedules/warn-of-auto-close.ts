import { warnedSince, warnOfAutoClose } from '@deskhive/shared/domain/ticket/auto-close.ts'
import { findAutoCloseDays, treatWaitingTickets, type WaitingTickets } from './waiting-tickets.ts'

/**
 * Says of each ticket that it is closed in a day, once for each time at which it would be.
 * @returns of how many tickets this run has warned
 */
export async function warnOfAutoCloses(waiting: WaitingTickets): Promise<number> {
  const days = await findAutoCloseDays(waiting)
  const before = warnedSince(waiting.now(), days)
  if (before === null) return 0
  return treatWaitingTickets(waiting, {
    verb: 'warn of',
    commandType: 'WarnOfAutoClose',
    decide: warnOfAutoClose,
    days,
    before,
    isWarning: true,
  })
}
