import { expect, it } from 'vitest'
import { runCommand } from '#commands/command.ts'

it('tells what it takes where it is asked, whatever else is said', async () => {
  const written: string[] = []
  const out = { write: (text: string) => written.push(text), on: () => undefined }
  const program = { argv: ['node', 'main.ts', '--fast', '--help'], stdout: out, stderr: out }
  await runCommand(program, 'It takes nothing.', () => Promise.reject(new Error('It was run')))
  expect(written).toEqual(['It takes nothing.\n'])
  expect(program).not.toHaveProperty('exitCode')
})
