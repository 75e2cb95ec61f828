import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runLimitedTo } from '@deskhive/shared/testing/run-limited.ts'
import { runProgram } from '@deskhive/shared/testing/run-program.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')
const log = `number,incident_state,caller_id,opened_at,sys_updated_by,sys_updated_at,priority
INC1,New,Caller 1,29-02-2016 04:40,Updated by 7,29-02-2016 04:57,3 - Moderate
INC2,New,Caller 2,30-02-2016 04:40,Updated by 7,29-02-2016 04:57,3 - Moderate
INC1,-100,Caller 1,29-02-2016 04:40,Updated by 7,29-02-2016 04:58,2 - High`

let folder: string
let file: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskhive-import-'))
  file = join(folder, 'log.csv')
  await writeFile(file, log)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const run = (...args: readonly string[]) => runProgram(main, args, { DATA_DIR: folder })

const dryRun = (...args: readonly string[]) =>
  run('--format', 'servicenow-csv', file, '--dry-run', ...args)

it('a dry run reads everything, needs no desk, and tells what would be refused and why', async () => {
  const { code, out, error } = await dryRun()
  expect([code, error]).toEqual([
    3,
    'refused a value of INC1 (line 4): incident_state: “-100” is not known; it is left as it was.\n' +
      'refused INC2 (line 3): opened_at: “30-02-2016 04:40” is no time such as 29-02-2016 04:40.\n',
  ])
  expect(out).toContain('2 tickets: 1 would be sent, 1 refused\nin 1 row something')
})

it('a dry run refuses what has yet to happen, as the desk does', async () => {
  const row = (id: string, opened: string, at: string) =>
    `${id},New,Caller 1,01-01-${opened} 00:00,Updated by 7,01-01-${at} 00:00,3 - Moderate`
  const early = join(folder, 'early.csv')
  const rows = [
    row('INC4', '2999', '2999'),
    row('INC5', '2016', '2999'),
    row('INC6', '2016', '2017'),
  ]
  await writeFile(early, [log.split('\n')[0], ...rows].join('\n'))
  const { code, out, error } = await run('--format', 'servicenow-csv', early, '--dry-run')
  expect([code, error]).toEqual([
    3,
    'refused INC4 (line 2): created_at: The created_at field may not be in the future.' +
      ' history.0.at: The history.0.at field may not be in the future.\n' +
      'refused INC5 (line 3): history.0.at: The history.0.at field may not be in the future.\n',
  ])
  expect(out).toContain('3 tickets: 1 would be sent, 2 refused')
})

it('a row of which only the time is in doubt is not said to be unreadable', async () => {
  const at = (time: string) =>
    `INC3,New,Caller 1,29-02-2016 04:40,Updated by 7,29-02-2016 ${time},3 - Moderate`
  const doubted = join(folder, 'doubted.csv')
  const before = `${log.split('\n')[0]}\n${log.split('\n')[1]}\n${log.split('\n')[3]?.replace('-100', 'New')}`
  await writeFile(doubted, [before, at('04:58'), at('04:57')].join('\n'))
  const { code, out } = await run('--format', 'servicenow-csv', doubted, '--dry-run')
  expect(code).toBe(0)
  expect(out).toContain('\nin 1 row something could not be read or is in doubt\n')
})

it('a ticket that no call could carry is refused, and those around it are not', async () => {
  const tickets = [40, 1_100_000, 40].map((length, index) => ({
    id: index + 1,
    description: 'x'.repeat(length),
    status: 'open',
    requester_id: 8,
    created_at: '2016-02-29T04:40:00Z',
    updated_at: '2016-02-29T04:40:00Z',
  }))
  const large = join(folder, 'large.jsonl')
  await writeFile(large, tickets.map((ticket) => JSON.stringify(ticket)).join('\n'))
  const { code, out, error } = await run('--format', 'zendesk-json', large, '--dry-run')
  expect(code).toBe(3)
  expect(error).toMatch(
    /^refused 2 \(line 2\): history: It is 1100\d+ bytes of JSON, and the desk takes 1 MiB at once\.\n$/,
  )
  expect(out).toContain('3 tickets: 2 would be sent, 1 refused')
})

it('a mapping that is none is told with what is wrong, and a file that is not there with where', async () => {
  const asCsv = (...args: readonly string[]) => run('--format', 'csv', '--dry-run', ...args)
  const noJson = `${file} is no mapping: it is not JSON.\n`
  expect(await asCsv('--mapping', file, file)).toMatchObject({ code: 2, error: noJson })
  const list = join(folder, 'list.json')
  await writeFile(list, '[]')
  const { error } = await asCsv('--mapping', list, file)
  expect(error).toMatch(/list\.json is no mapping: [^ ]/)

  const needed = {
    external_id: 'id',
    'customer.name': 'who',
    title: 'what',
    created_at: 'from',
    at: 'at',
  }
  const ofIds = join(folder, 'ids.json')
  await writeFile(ofIds, JSON.stringify({ columns: needed, values: { external_id: { A1: 'B1' } } }))
  expect(await asCsv('--mapping', ofIds, file)).toMatchObject({
    code: 2,
    error: `${ofIds} is no mapping: values: external_id is taken as it is in the file; --prefix puts something before it\n`,
  })

  const nowhere = `There is no ${resolve('incidents.csv')}.\n`
  expect((await asCsv('--mapping', 'incidents.csv', file)).error).toBe(nowhere)
  expect((await asCsv('--mapping', list, 'incidents.csv')).error).toBe(nowhere)
})

it('what is refused is kept for a program, a JSON object a line, and so is the outcome', async () => {
  const rejects = join(folder, 'rejects.jsonl')
  const { code, out, error } = await dryRun('--json', '--rejects', rejects)
  expect([code, error]).toEqual([3, ''])
  expect(JSON.parse(out)).toMatchObject({
    tickets: 2,
    created: 1,
    refused: 1,
    rows_refused: 1,
    dry_run: true,
  })
  const lines = (await readFile(rejects, 'utf8')).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      refused: 'value',
      external_id: 'INC1',
      line: 4,
      errors: { incident_state: [expect.any(String)] },
    },
    {
      refused: 'ticket',
      external_id: 'INC2',
      line: 3,
      errors: { opened_at: [expect.any(String)] },
    },
  ])
})

it('what is refused is told under the id that it would have had, also beside an outcome for a program', async () => {
  const { code, out, error } = await dryRun('--json', '--prefix', 'old-')
  expect(code).toBe(3)
  expect(JSON.parse(out)).toMatchObject({ refused: 1 })
  expect(error).toContain('refused a value of old-INC1 (line 4)')
  expect(error).toContain('refused old-INC2 (line 3)')
})

it.each([
  ['where there is no folder', 'nowhere/rejects.jsonl'],
  ['on a full disk', '/dev/full'],
])('what is refused cannot be kept %s, and that is told in a sentence', async (_case, path) => {
  const { code, error } = await dryRun('--rejects', resolve(folder, path))
  expect(code).toBe(2)
  expect(error).toContain(`${resolve(folder, path)} cannot be written`)
  expect(error).not.toContain('    at ')
})

it.each([
  ['that is not there', 'nowhere'],
  ['that is full', '.'],
])(
  'a large file cannot be sorted in a temporary folder %s, and a sentence says so',
  async (_case, name) => {
    const large = join(folder, 'large.csv')
    const row = (id: number) =>
      `INC${id},New,Caller,29-02-2016 04:40,By 7,29-02-2016 04:57,2 - High,${'x'.repeat(1_000)}`
    const rows = Array.from({ length: 9_000 }, (_, index) => row(index % 2))
    await writeFile(large, [`${log.split('\n')[0]},unused`, ...rows].join('\n'))

    const args = [main, '--format', 'servicenow-csv', '--dry-run', large]
    const { status, stderr } = runLimitedTo(0, args, { TMPDIR: join(folder, name) })

    expect(status).toBe(2)
    const sentence = /^The rows of a large file .* are sorted in \S+, which cannot be written \(E/
    expect(stderr).toMatch(sentence)
    expect(stderr).not.toContain('    at ')
  },
)

it('a quiet run tells by its exit code alone', async () => {
  expect(await dryRun('--quiet')).toEqual({ code: 3, out: '', error: '' })
})

it.each([
  ['no format', [], '--format'],
  ['a format that is not known', ['--format', 'jira'], 'servicenow-csv'],
  ['no file', ['--format', 'servicenow-csv'], 'FILE'],
  ['a mapping where there is none', ['--format', 'zendesk-json', '--mapping', 'm', main], 'csv'],
  ['an option that does not exist', ['--format', 'csv', '--fast'], '--help'],
])('is used wrongly with %s, and says so in a sentence', async (_case, args, word) => {
  const { code, error } = await run(...args)
  expect(code).toBe(2)
  expect(error).toContain(word)
  expect(error).not.toContain('    at ')
})

it('needs a key, and says where it looked', async () => {
  const { code, error } = await run('--format', 'servicenow-csv', file)
  expect([code, error]).toEqual([2, expect.stringContaining(join(folder, 'bootstrap-api-key'))])
})
