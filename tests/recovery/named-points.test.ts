import { watch } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chooseSeed } from '@deskhive/shared/testing/random.ts'
import { expect, it } from 'vitest'
import { rehearse } from './rehearsal.ts'

/** Service and point, and at which pass of a process's life it dies there: each once, in the midst of work. */
const deaths = [
  ['api:before-append', 60],
  ['api:after-append', 90],
  ['projector:before-batch', 20],
  ['projector:before-commit', 30],
  ['projector:after-commit', 25],
  ['notifier:before-batch', 6],
  ['notifier:before-commit', 3],
  ['notifier:after-commit', 4],
  ['notifier:before-give', 2],
  ['notifier:before-send', 2],
  ['notifier:after-send', 3],
] as const

const INCIDENTS = 50

it('nothing is lost or doubled when a process is killed between two steps', async () => {
  const seed = chooseSeed()
  console.info(`killed at named points, DESKHIVE_SEED=${seed}`)
  const marks = await mkdtemp(join(tmpdir(), 'deskhive-deaths-'))
  const { href: preload } = pathToFileURL(join(import.meta.dirname, 'kill-at.ts'))
  const watching = new AbortController()
  try {
    await rehearse({
      seed,
      incidents: INCIDENTS,
      env: {
        NODE_OPTIONS: `--import=${preload}`,
        DESKHIVE_KILL_AT: deaths.map(([point, nth]) => `${point}:${nth}`).join(),
        DESKHIVE_KILL_MARKS: marks,
      },
      disturb: async ({ outages }) => {
        watch(marks, watching, () => outages.push(Date.now()))
      },
    })
    expect((await readdir(marks)).sort()).toEqual(deaths.map(([point]) => point).sort())
  } finally {
    watching.abort()
    await rm(marks, { recursive: true, force: true })
  }
})
