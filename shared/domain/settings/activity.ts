import { type Activity, type NameOf, nameIn } from '../activity/activity.ts'

/** `Settings changed: sd_ticket_prefix`, `Default department changed to Billing`, `Department Sales withdrawn from use` */
export function describeSettingsActivity(activity: Activity, nameOf: NameOf): string {
  const department = nameIn(activity, 'department_id', nameOf)
  if (activity.type === 'DepartmentWithdrawn') return `Department ${department} withdrawn from use`
  if (department !== null) return `Default department changed to ${department}`
  return `Settings changed: ${activity.fields.join(', ')}`
}
