import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { chooseSeed } from '#tests/support/random.ts'
import { rehearse } from './rehearsal.ts'

/** Service and point, and at which pass the process dies there: each once, some time into the replay. */
const deaths = [
  ['api:before-append', 60],
  ['api:after-append', 90],
  ['projector:before-batch', 40],
  ['projector:before-commit', 70],
  ['projector:after-commit', 50],
  ['notifier:before-batch', 30],
  ['notifier:before-commit', 60],
  ['notifier:after-commit', 40],
  ['notifier:before-give', 3],
  ['notifier:before-send', 5],
  ['notifier:after-send', 8],
] as const

const INCIDENTS = 50

it('nothing is lost or doubled when a process is killed between two steps', async () => {
  const seed = chooseSeed()
  console.info(`killed at named points, DESKHIVE_SEED=${seed}`)
  const marks = await mkdtemp(join(tmpdir(), 'deskhive-deaths-'))
  const { href: preload } = pathToFileURL(join(import.meta.dirname, 'kill-at.ts'))
  try {
    await rehearse({
      seed,
      incidents: INCIDENTS,
      env: {
        NODE_OPTIONS: `--import=${preload}`,
        DESKHIVE_KILL_AT: deaths.map(([point, nth]) => `${point}:${nth}`).join(),
        DESKHIVE_KILL_MARKS: marks,
      },
      disturb: async () => undefined,
    })
    expect((await readdir(marks)).sort()).toEqual(deaths.map(([point]) => point).sort())
  } finally {
    await rm(marks, { recursive: true, force: true })
  }
})
