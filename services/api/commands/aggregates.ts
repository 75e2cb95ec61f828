import {
  type CategoryTree,
  type CategoryTreeEvent,
  categoryTreeEvolution,
} from '@deskhive/shared/domain/category/tree.ts'
import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import type { ResourceState } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resourceEvolution } from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import {
  type SettingsEvent,
  type SettingsState,
  settingsEvolution,
} from '@deskhive/shared/domain/settings/settings.ts'
import type { TicketEvent } from '@deskhive/shared/domain/ticket/events.ts'
import { type TicketState, ticketEvolution } from '@deskhive/shared/domain/ticket/state.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import type { DomainEvent } from '@deskhive/shared/kernel/event.ts'

export const ticketAggregate: Aggregate<TicketState, TicketEvent> = {
  resource: 'ticket',
  evolution: ticketEvolution,
}

export const settingsAggregate: Aggregate<SettingsState, SettingsEvent> = {
  resource: 'settings',
  evolution: settingsEvolution,
}

/** The settings have one stream, `settings-1`. */
export const settingsId = 1

export const categoryTreeAggregate: Aggregate<CategoryTree, CategoryTreeEvent> = {
  resource: 'categoryTree',
  evolution: categoryTreeEvolution,
}

/** The tree has one stream, `categoryTree-1`. */
export const categoryTreeId = 1

export type ResourceAggregate = Aggregate<ResourceState, DomainEvent>

/** One object per definition, because stores keep their caches by it. */
const byName = new Map<string, ResourceAggregate>(
  resources.map((definition) => [
    definition.name,
    { resource: definition.name, evolution: resourceEvolution(definition) },
  ]),
)

export function aggregateOf(definition: ResourceDefinition): ResourceAggregate {
  return aggregateNamed(definition.name)
}

export function aggregateNamed(name: string): ResourceAggregate {
  const aggregate = byName.get(name)
  if (!aggregate) throw new TypeError(`There is no resource ${name}`)
  return aggregate
}

export function isResource(name: string): boolean {
  return byName.has(name)
}
