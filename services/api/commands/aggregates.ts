import type { ResourceDefinition } from '@deskhive/shared/domain/resource/define-resource.ts'
import {
  type ResourceState,
  resourceEvolution,
} from '@deskhive/shared/domain/resource/resource-state.ts'
import { resources } from '@deskhive/shared/domain/resources.ts'
import type { Aggregate } from '@deskhive/shared/kernel/decider.ts'
import type { DomainEvent } from '@deskhive/shared/kernel/event.ts'

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
