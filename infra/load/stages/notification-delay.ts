import { measureBareQueue } from '#load/bare-queue.ts'
import { measureNotificationDelay } from '#load/notification-delay.ts'
import { quantilesOf } from '#load/open-loop.ts'
import { formatQuantiles } from '#load/report.ts'
import type { Stage } from '#load/stage.ts'
import { atMost } from '#load/targets.ts'

/** From an event until the agent sees it in its list, against what a bare queue needs to start a job. */
export const notificationDelay: Stage = {
  name: 'notification-delay',
  about: "from an event until it is in the agent's list",
  run: async ({ desk, calls, people, options }) => {
    const { samples } = options
    const shown = quantilesOf(await measureNotificationDelay(calls, people, samples))
    const bareQueue = quantilesOf(await measureBareQueue(desk.stack, samples))
    return {
      figures: { notificationMs: shown, bareQueueMs: bareQueue },
      told: [
        `Assigned → in the agent's list: ${formatQuantiles(shown)}\n` +
          `Bare BullMQ, add → start: ${formatQuantiles(bareQueue)}`,
      ],
      verdicts: [
        atMost('notification p99 ÷ bare BullMQ add → start p99', shown.p99 / bareQueue.p99, 5),
      ],
    }
  },
}
