import { setTimeout as pause } from 'node:timers/promises'
import { type EventSource, openEventSource } from '@deskhive/shared/testing/event-source.ts'
import type { PatientClient } from '#tests/support/patient-client.ts'

export type Listening = {
  readonly id: number
  readonly key: string
  readonly client: PatientClient
}

type HeardLive = { readonly id: number; readonly atMs: number }

/** The live streams of agents, opened anew whenever they end, as a browser does. */
export type Following = AsyncDisposable & {
  /** Of an agent, in the order in which they came. */
  readonly heardBy: (agentId: number) => readonly HeardLive[]
}

const OPEN_AGAIN_MS = 200

/** @param url of the API, without `/api/v1` */
export function followAgents(url: string, agents: readonly Listening[]): Following {
  const heard = new Map(agents.map(({ id }): [number, HeardLive[]] => [id, []]))
  const stopping = new AbortController()
  const following = agents.map(({ id, key }) =>
    follow({ url, key, heard: heard.get(id) ?? [], signal: stopping.signal }),
  )
  return {
    heardBy: (agentId) => heard.get(agentId) ?? [],
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await Promise.all(following)
    },
  }
}

type One = {
  readonly url: string
  readonly key: string
  readonly heard: HeardLive[]
  readonly signal: AbortSignal
}

async function follow({ url, key, heard, signal }: One): Promise<void> {
  while (!signal.aborted) {
    const headers = { 'x-api-key': key, 'last-event-id': String(heard.at(-1)?.id ?? 0) }
    const stream = `${url}/api/v1/external/notifications/stream`
    const source = await openEventSource(stream, headers).catch(() => null)
    if (source !== null) await listen(source, heard, signal)
    await pause(OPEN_AGAIN_MS, undefined, { signal }).catch(() => undefined)
  }
}

async function listen(source: EventSource, heard: HeardLive[], signal: AbortSignal): Promise<void> {
  if (signal.aborted) return source.close()
  signal.addEventListener('abort', source.close, { once: true })
  for await (const { event, id } of source.events) {
    if (event === 'notification') heard.push({ id: Number(id), atMs: Date.now() })
  }
  signal.removeEventListener('abort', source.close)
  source.close()
}
