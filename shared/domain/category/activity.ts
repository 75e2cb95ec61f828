import { type Activity, type NameOf, nameIn } from '../activity/activity.ts'

/** `Category Ink moved below Printers` */
export function describeCategoryTreeActivity(activity: Activity, nameOf: NameOf): string {
  const category = `Category ${nameIn(activity, 'category_id', nameOf) ?? ''}`
  if (activity.type === 'CategoryLeftTree') return `${category} taken out of the tree`
  const parent = nameIn(activity, 'parent_id', nameOf)
  return parent === null ? `${category} moved to the top` : `${category} moved below ${parent}`
}
