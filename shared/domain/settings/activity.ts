import { type Activity, type NameOf, nameIn } from '../activity/activity.ts'

/** `Settings changed: sd_ticket_prefix`, `Default department changed to Billing` */
export function describeSettingsActivity(activity: Activity, nameOf: NameOf): string {
  const department = nameIn(activity, 'department_id', nameOf)
  if (department !== null) return `Default department changed to ${department}`
  return `Settings changed: ${activity.fields.join(', ')}`
}
