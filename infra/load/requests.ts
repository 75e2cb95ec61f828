import { ticketPriorities } from '@deskhive/shared/domain/ticket/vocabulary.ts'

/** Customers and departments that both systems have, with these ids. */
export type People = {
  readonly customerIds: readonly number[]
  readonly departmentIds: readonly number[]
}

const words = 'mail printer password access screen phone report licence slow broken since monday'

/** The same tickets for everyone: titles of 4 words, texts of about 300 characters. */
export function ticketBodies(count: number, people: People): string[] {
  return Array.from({ length: count }, (_, index) =>
    JSON.stringify({
      customer_id: people.customerIds[index % people.customerIds.length],
      department_id: people.departmentIds[index % people.departmentIds.length],
      priority: ticketPriorities[index % ticketPriorities.length],
      title: sentence(index, 4),
      content: sentence(index * 7, 50),
    }),
  )
}

export function sentence(start: number, length: number): string {
  const all = words.split(' ')
  return Array.from({ length }, (_, index) => all[(start + index * 5) % all.length]).join(' ')
}
