import { parentPort, workerData } from 'node:worker_threads'
import { servingChannel } from '@deskhive/shared/projection/generations/generation.ts'
import pg from 'pg'
import type { Commit } from './projection-lag.ts'

// A thread of its own: whoever makes the load is busy with it, and would see a commit when they come round to it.
// It says once that it listens; asked, it says what it has seen.

const commits: Commit[] = []
const client = new pg.Client({ connectionString: String(workerData) })
client.on('notification', ({ payload = '-1' }) => {
  commits.push({ position: BigInt(payload), at: performance.timeOrigin + performance.now() })
})
await client.connect()
await client.query(`listen ${servingChannel}`)
parentPort?.on('message', () => void answer())
parentPort?.postMessage('listening')

async function answer(): Promise<void> {
  await client.query('select') // what was told before its answer has been heard then
  parentPort?.postMessage(commits)
}
