import { autoCloseAt, closeWaitingTicket } from '@deskhive/shared/domain/ticket/auto-close.ts'
import { findAutoCloseDays, treatWaitingTickets, type WaitingTickets } from './waiting-tickets.ts'

/**
 * Closes what has waited for its customer for `sd_auto_close_days`.
 * @returns how many tickets this run has closed
 */
export async function closeWaitingTickets(waiting: WaitingTickets): Promise<number> {
  const days = await findAutoCloseDays(waiting)
  if (days === 0) return 0
  return treatWaitingTickets(waiting, {
    verb: 'close',
    commandType: 'CloseWaitingTicket',
    decide: closeWaitingTicket,
    days,
    before: autoCloseAt(waiting.now(), -days),
    isWarning: false,
  })
}
