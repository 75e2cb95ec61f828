import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { openTestPostgres } from '@deskhive/shared/testing/postgres.ts'
import {
  canRunWithoutRights,
  runProgram,
  smallEnvironment,
  withoutRights,
} from '@deskhive/shared/testing/run-program.ts'
import { describe, expect, test } from 'vitest'
import { openDataFolder } from '../local/data-folder.ts'
import { lockDataFolder } from '../local/lock-data-folder.ts'

const command = (name: string) => join(import.meta.dirname, name, 'main.ts')

const down = {
  DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c',
  EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false',
}
const aSentence = /^[^\n]+\n$/

describe('told in a sentence, without a stack, is', () => {
  test.each([
    ['parked', ['list']],
    ['deliveries', ['list']],
    ['rebuild', ['--drop-old']],
  ])('a PostgreSQL that is down, by %s', async (name, args) => {
    const { code, out, error } = await runProgram(command(name), args, down)
    expect([code, out]).toEqual([1, ''])
    expect(error).toBe('The database does not answer: connect ECONNREFUSED 127.0.0.1:1\n')
  })

  test('an event store that is down, by replay', async () => {
    const args = ['--report', 'overview']
    const { code, out, error } = await runProgram(command('replay'), args, down)
    expect([code, out, error]).toEqual([1, '', expect.stringMatching(aSentence)])
    expect(error).toContain('event store')
  })

  test.each([
    ['parked', ['list']],
    ['deliveries', ['list']],
    ['rebuild', ['--drop-old']],
  ])('a PostgreSQL that lets nobody in by that name or password, by %s', async (name, args) => {
    await using postgres = await openTestPostgres()
    const url = new URL(postgres.url)
    url.username = 'nobody'
    url.password = 'wrong'
    const variables = { ...down, DATABASE_URL: url.href }
    const { code, error } = await runProgram(command(name), args, variables)
    expect([code, error]).toEqual([1, expect.stringMatching(aSentence)])
    expect(error).toMatch(/^PostgreSQL refuses: .*"nobody"/)
  })

  test('a folder that is none, by replay', async () => {
    await using folder = await openFolder()
    const DATA_DIR = join(folder.path, 'file')
    await writeFile(DATA_DIR, '')
    const args = ['--report', 'overview']
    const { code, error } = await runProgram(command('replay'), args, { DATA_DIR })
    expect([code, error]).toEqual([
      1,
      `ENOTDIR: not a directory, access '${DATA_DIR}/event-store'\n`,
    ])
  })
})

describe.runIf(canRunWithoutRights())('told in a sentence, too, is', () => {
  test.each([
    ['parked', 'run/addresses.json', ['list']],
    ['import', 'bootstrap-api-key', ['--format', 'servicenow-csv', import.meta.filename]],
  ])('what may not be read of a folder, by %s', async (name, file, args) => {
    await using folder = await openFolder()
    const data = await openDataFolder(join(folder.path, 'data'), true)
    using _held = lockDataFolder(data, process.pid)
    await chmod(join(data.run, 'lock.sqlite'), 0o644)
    await writeFile(join(data.root, file), '', { mode: 0o000 })
    const DATA_DIR = data.root
    const ended = await runProgram(command(name), args, { DATA_DIR }, withoutRights())
    const error = `EACCES: permission denied, open '${join(data.root, file)}'\n`
    expect(ended).toEqual({ code: 1, out: '', error })
  })

  test.each([
    ['parked', ['list']],
    ['replay', ['--report', 'overview']],
  ])('a folder that may not be looked into, by %s', async (name, args) => {
    await using folder = await openFolder()
    const { root } = await openDataFolder(join(folder.path, 'data'), false)
    const ended = await runProgram(command(name), args, { DATA_DIR: root }, withoutRights())
    expect(ended).toEqual({ code: 1, out: '', error: expect.stringMatching(aSentence) })
    expect(ended.error).toContain(`EACCES: permission denied, access '${root}/`)
  })
})

test.runIf(canRunWithoutRights())(
  'a folder that may not be looked into is no matter to who names both stores, as parked does',
  async () => {
    await using folder = await openFolder()
    const { root } = await openDataFolder(join(folder.path, 'data'), false)
    const variables = { ...down, DATA_DIR: root }
    const ended = await runProgram(command('parked'), ['list'], variables, withoutRights())
    const error = 'The database does not answer: connect ECONNREFUSED 127.0.0.1:1\n'
    expect(ended).toEqual({ code: 1, out: '', error })
  },
)

async function openFolder() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-command-'))
  await chmod(folder.path, 0o755)
  return folder
}

describe('a reader that has gone', () => {
  test.each([
    ['of what was asked for', ['--help'], 'stdout', 0],
    ['of what is wrong', ['nonsense'], 'stderr', 2],
  ] as const)('%s does not change how a command ends', async (_what, args, stream, code) => {
    const { DESKHIVE_COMPILED: _none, ...env } = smallEnvironment()
    const program = spawn(process.execPath, [command('parked'), ...args], { env })
    program[stream].destroy()
    const other = stream === 'stdout' ? program.stderr : program.stdout
    const [said, [ended]] = await Promise.all([text(other), once(program, 'close')])
    expect([said, ended]).toEqual(['', code])
  })
})
