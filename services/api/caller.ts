/** Whoever a valid API key stands for. */
export type Caller = InternalCaller | ExternalCaller

type InternalCaller = { readonly type: 'internal'; readonly key: CallingKey }

/** An agent at work with its own key, which has no scopes. */
type ExternalCaller = {
  readonly type: 'external'
  readonly key: CallingKey
  readonly agent: CallingAgent
}

export type CallingKey = {
  readonly id: number
  readonly name: string
  readonly special: boolean
  readonly scopes: readonly string[]
  readonly expires_at: string | null
}

export type CallingAgent = {
  readonly id: number
  readonly name: string
  readonly departments: readonly number[]
}

/** For routes of the external group, whose callers are agents. */
export function agentOf(caller: Caller): CallingAgent {
  if (caller.type === 'external') return caller.agent
  throw new TypeError('A route for agents was reached by an internal key')
}
