import { personCalled } from './people.ts'

type User = {
  readonly id: number
  readonly name: string
  readonly email?: string | null | undefined
  readonly role?: string | null | undefined
}
export type Directory = {
  readonly users: Map<number, User>
  readonly groups: Map<number, { readonly id: number; readonly name: string }>
}

export function groupName(id: number, { groups }: Directory): string {
  return groups.get(id)?.name ?? `Zendesk group ${id}`
}

export function personOf(id: number, { users }: Directory) {
  const user = users.get(id)
  if (user === undefined) return personCalled(`Zendesk user ${id}`, 'zendesk')
  const { name, email } = user
  // Several may have one name.
  return { name, email: email || personCalled(`${name} ${id}`, 'zendesk').email }
}
