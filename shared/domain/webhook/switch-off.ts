import type { Decided } from '../../kernel/decider.ts'
import { type DomainEvent, systemActor } from '../../kernel/event.ts'
import { changeResource } from '../resource/decide-resource.ts'
import type { ResourceState } from '../resource/resource-state.ts'
import { webhook } from './webhook.ts'

/** Its receiver said that it is gone for good, to this event and at this address. */
type Gone = { readonly event_id: string; readonly url: string }

/** Nothing where it was switched off, deleted or given another address meanwhile. */
export function switchOffWebhook(
  state: ResourceState,
  { event_id, url }: Gone,
): Decided<DomainEvent>[] {
  if (state.is_deleted || state.fields['url'] !== url) return []
  const rule = { name: 'webhook_gone', answers: { event_id }, actor: systemActor }
  return changeResource(webhook, state, { status: 'inactive' }).map((event) => ({ ...event, rule }))
}
