import type { NotificationRow } from '@deskhive/shared/read-model/queries/notifications.ts'
import { presentTime } from '#api/present/time.ts'

/** The contract's notification (section 4). */
export function presentNotification({ created_at, ...notification }: NotificationRow) {
  return { ...notification, created_at: presentTime(created_at) }
}
