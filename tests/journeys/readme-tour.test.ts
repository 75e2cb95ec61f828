import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { startStack } from '@deskhive/shared/testing/stack.ts'
import { expect, it } from 'vitest'
import { z } from 'zod'

const run = promisify(execFile)

/** The shell blocks of the tour as one script, each `curl` telling its status on a line of its own. */
async function readTour(): Promise<string> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')
  const tour = /## A first tour\n(?<body>[\s\S]*?)\n## /.exec(readme)?.groups?.['body'] ?? ''
  const blocks = [...tour.matchAll(/```sh\n(?<code>[\s\S]*?)```/g)]
  return blocks.map((block) => block.groups?.['code'] ?? '').join('\n')
}

const history = z.object({ data: z.array(z.object({ type: z.string() })) })
const notifications = z.object({ data: z.array(z.object({ type: z.string() })) })

it('the tour of the README works as printed on a new desk', async () => {
  await using stack = await startStack()
  const script = (await readTour())
    .replaceAll('http://127.0.0.1:3000', stack.url)
    .replaceAll('.data/', `${stack.dataDir}/`)
    .replaceAll('curl -s ', 'curl -sS --fail-with-body -w "\\n" ')

  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script])

  const answers = stdout
    .trim()
    .split(/\n+/)
    .map((line): unknown => JSON.parse(line))
  expect(answers).toHaveLength(10)
  expect(notifications.parse(answers.at(-2)).data.map(({ type }) => type)).toEqual([
    'ticket_reply',
    'ticket_assigned',
    'ticket_created',
  ])
  expect(history.parse(answers.at(-1)).data.map(({ type }) => type)).toEqual([
    'TicketCreated',
    'TicketAssigned',
    'TicketReplied',
    'TicketReplied',
    'TicketClosed',
  ])
})
