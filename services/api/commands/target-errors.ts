import type { FieldErrors } from '@deskhive/shared/kernel/refused.ts'
import { checkTarget } from '@deskhive/shared/outbound/check-target.ts'
import type { Desk } from '#api/desk.ts'

/** What is wrong with a URL to which the desk is to post. */
export async function targetErrors(
  { reach }: Pick<Desk, 'reach'>,
  field: string,
  url: unknown,
): Promise<FieldErrors> {
  if (typeof url !== 'string') return {} // none, or wrong by its schema
  const wrong = await checkTarget(url, reach)
  return wrong === null ? {} : { [field]: [`The ${field} field ${wrong}.`] }
}
