/** An agent who works and belongs to the ticket's department, and how much it has to do. */
export type Candidate = {
  readonly agent_id: number
  /** Assigned to it and not closed. */
  readonly open_tickets: number
  /** ISO 8601, UTC; `null` for an agent who never had a ticket. */
  readonly last_assigned_at: string | null
}

/** The fewest open tickets, then the longest without a new one, then the lowest id: always the same one. */
export function chooseAgent(candidates: readonly Candidate[]): number | null {
  return candidates.toSorted(byTurn)[0]?.agent_id ?? null
}

function byTurn(left: Candidate, right: Candidate): number {
  return (
    left.open_tickets - right.open_tickets ||
    compare(left.last_assigned_at ?? '', right.last_assigned_at ?? '') ||
    left.agent_id - right.agent_id
  )
}

const compare = (left: string, right: string) => (left < right ? -1 : Number(left > right))
