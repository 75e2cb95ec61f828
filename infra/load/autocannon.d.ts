/** The part of autocannon 9 that is used here; it brings no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type AutocannonRequest = {
    method: string
    path: string
    headers: Readonly<Record<string, string>>
    body: string
    onResponse?: (status: number, body: string) => void
  }

  type AutocannonOptions = {
    url: string
    connections: number
    amount: number
    overallRate?: number
    sampleInt?: number
    timeout?: number
    requests: AutocannonRequest[]
  }

  type AutocannonResult = { errors: number; timeouts: number; '2xx': number; non2xx: number }

  /** Emits `response` (client, status, bytes, milliseconds) for every answer. */
  export default function autocannon(
    options: AutocannonOptions,
    done: (error: Error | null, result: AutocannonResult) => void,
  ): EventEmitter
}
