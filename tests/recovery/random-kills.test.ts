import { setTimeout as pause } from 'node:timers/promises'
import { chooseSeed, createRandom, type Random } from '@deskhive/shared/testing/random.ts'
import { expect, it } from 'vitest'
import type { Campaign } from './campaign.ts'
import { rehearse } from './rehearsal.ts'

const parts = ['api', 'projector', 'notifier', 'event-store', 'postgres', 'redis'] as const

const INCIDENTS = 50
const TURNS = 2
const LONGEST_CALM_MS = 1_500

it('nothing is lost or doubled whatever is killed at any time', async () => {
  const seed = chooseSeed()
  console.info(`killed at random, DESKHIVE_SEED=${seed}`)
  const killed: string[] = []
  await rehearse({
    seed,
    incidents: INCIDENTS,
    disturb: (campaign, signal) =>
      killAtRandom({ campaign, signal, random: createRandom(seed), killed }),
  })
  console.info(`killed: ${killed.join(', ')}`)
  expect(killed).toEqual(
    expect.arrayContaining(['api', 'projector', 'notifier', 'event-store', 'postgres']),
  )
})

type Killing = {
  readonly campaign: Campaign
  readonly signal: AbortSignal
  readonly random: Random
  readonly killed: string[]
}

/**
 * Every part once in each turn, in an order and at times that the seed gives; the next one when the desk
 * is ready again, for what is promised is that any *one* may die.
 */
async function killAtRandom({ campaign, signal, random, killed }: Killing): Promise<void> {
  const { stack } = campaign
  for (let turn = 0; turn < TURNS; turn += 1) {
    for (const part of random.shuffle(parts)) {
      await pause(random.between(0, LONGEST_CALM_MS))
      if (signal.aborted && turn > 0) return
      if (stack.pidOf(part) === null) continue // there is no Redis on this machine
      await campaign.kill(part)
      killed.push(part)
      await stack.waitReady()
    }
  }
}
