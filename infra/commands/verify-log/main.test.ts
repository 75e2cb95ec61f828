import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sendRootsTo } from '@deskhive/shared/audit/send-roots.ts'
import { makeSigningKey, readSigningKey } from '@deskhive/shared/audit/signing-key.ts'
import { connectEventStore } from '@deskhive/shared/event-store/connect.ts'
import { appendChained, signAll } from '@deskhive/shared/testing/chained-log.ts'
import { type Ended, runProgram } from '@deskhive/shared/testing/run-program.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEventStoreNode } from '../../event-store-node/start-event-store-node.ts'

const MAIN = join(import.meta.dirname, 'main.ts')
const secret = makeSigningKey()
const key = readSigningKey(secret)

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'deskhive-verify-'))
  await using node = await startNode()
  await using store = connectEventStore(node.url, { upcasters: {} })
  await appendChained(store, 'ticket-1', [note('first'), note('second'), note('third')])
  const send = sendRootsTo(join(dataDir, 'audit-roots.jsonl'))
  for (const root of await signAll(store, key)) await send(root)
  await writeFile(join(dataDir, 'audit-signing-key'), `${secret}\n`)
})
afterEach(() => rm(dataDir, { recursive: true }))

const note = (text: string) => ({ type: 'TestNoted', data: { text } })

const startNode = () => startEventStoreNode({ dir: join(dataDir, 'event-store') })

/** @param variables `DATA_DIR` is the test's own unless given */
function verifyLog(args: readonly string[] = [], variables = {}): Promise<Ended> {
  return runProgram(MAIN, args, { DATA_DIR: dataDir, ...variables })
}

function tamper(sql: string): void {
  const database = new DatabaseSync(join(dataDir, 'event-store', 'events.sqlite'))
  database.exec(sql)
  database.close()
}

const OF_TICKET = "stream = (SELECT id FROM streams WHERE name = 'ticket-1')"

describe('a log that nobody touched', () => {
  it('is read over either transport alike', async () => {
    const over = (EVENTSTORE_TRANSPORT: string) => verifyLog([], { EVENTSTORE_TRANSPORT })
    const official = await over('official')
    expect(official.code).toBe(0)
    expect(official).toEqual(await over('lean'))
  })

  it('is whole, by the key and the roots of its own folder', async () => {
    const { code, out } = await verifyLog()

    expect(code).toBe(0)
    expect(out).toContain('WHOLE: 4 events')
    expect(out).toContain(
      '1 signed root fits, and 1 from outside; no event came after the last one.',
    )
    expect(out).toContain(key.publicKey)
  })

  it('says how many events no root covers yet', async () => {
    await using node = await startNode()
    await using store = connectEventStore(node.url, { upcasters: {} })
    const outAfter = async (text: string) => {
      await appendChained(store, 'ticket-1', [note(text)])
      return (await verifyLog([], { EVENTSTORE_URL: node.url })).out
    }
    expect(await outAfter('fourth')).toContain('; 1 event came after the last one.')
    expect(await outAfter('fifth')).toContain('; 2 events came after the last one.')
  })

  it('is whole through the address of who serves it, and that alone', async () => {
    await using node = await startNode()
    const only = { EVENTSTORE_URL: node.url, DATA_DIR: undefined }

    const { code, out } = await verifyLog(['--json', `--public-key=${key.publicKey}`], only)

    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      valid: true,
      events_checked: 4,
      roots_checked: 1,
      roots_outside: 0,
      public_keys: [key.publicKey],
    })
  })

  it('is told in no words where none are wanted', async () => {
    expect(await verifyLog(['--quiet'])).toEqual({ code: 0, out: '', error: '' })
  })
})

describe('a log that was touched', () => {
  it('is broken, and the place is named', async () => {
    tamper(`DELETE FROM events WHERE ${OF_TICKET} AND revision = 2`)

    const { code, out } = await verifyLog()

    expect(code).toBe(1)
    expect(out).toContain('BROKEN at revision 2 of ticket-1\nThe event is missing.')
  })

  it('is broken where its end with the last root was cut off, by the roots beside it', async () => {
    tamper(`DELETE FROM events WHERE position >= (
      SELECT position FROM events WHERE ${OF_TICKET} AND revision = 2)`)

    const { code, out } = await verifyLog(['--json'])

    expect(code).toBe(1)
    expect(JSON.parse(out).first_broken).toMatchObject({ stream: 'auditRoot-1', revision: 0 })
  })

  it('is broken for who trusts another key', async () => {
    const other = readSigningKey(makeSigningKey()).publicKey

    const { code, out } = await verifyLog([`--public-key=${other}`])

    expect(code).toBe(1)
    expect(out).toContain('signed with a key that is not known here')
  })
})

describe('roots that were kept outside', () => {
  const rootsFile = () => join(dataDir, 'audit-roots.jsonl')
  const cutOffEnd = () => tamper('DELETE FROM events WHERE position > 0')

  it('prove a log that was cut off, also where their lines end as on another system', async () => {
    const kept = join(dataDir, 'kept.txt')
    await writeFile(kept, (await readFile(rootsFile(), 'utf8')).replaceAll('\n', ' \r\n'))
    cutOffEnd()
    expect(await verifyLog(['--quiet', `--roots=${kept}`])).toMatchObject({ code: 1 })
  })

  it('are told to be unreadable where a line is none, whatever the log is', async () => {
    await writeFile(rootsFile(), 'Shopping list\n')
    const error = `Line 1 of ${rootsFile()} is no root\n`
    expect(await verifyLog(['--quiet'])).toEqual({ code: 3, out: '', error })
  })

  it('are told to be missing where a file was named that has none', async () => {
    const empty = join(dataDir, 'empty')
    await writeFile(empty, '')
    const error = `There are no roots in ${empty}.\n`
    expect(await verifyLog(['--quiet', `--roots=${empty}`])).toEqual({ code: 3, out: '', error })
  })

  it('are missing where the log has some and the file of the desk has lost its own', async () => {
    await writeFile(rootsFile(), '')
    expect(await verifyLog(['--quiet'])).toMatchObject({ code: 3, out: '' })
    const AUDIT_ROOTS_TO = join(dataDir, 'nothing')
    expect(await verifyLog(['--quiet'], { AUDIT_ROOTS_TO })).toMatchObject({ code: 3, out: '' })
  })

  it('may be missing as long as none was signed', async () => {
    cutOffEnd()
    const AUDIT_ROOTS_TO = join(dataDir, 'nothing')
    expect(await verifyLog(['--quiet'], { AUDIT_ROOTS_TO })).toMatchObject({ code: 0, error: '' })
  })

  it('are not asked of a receiver, which is told', async () => {
    const { code, error } = await verifyLog(['--quiet', '--roots=http://127.0.0.1:1/roots'])
    expect([code, error]).toEqual([2, expect.stringContaining('--roots takes a file')])
  })
})

describe('what cannot be verified', () => {
  it('ends with 2 where the command is wrong', async () => {
    expect(await verifyLog(['--public-key=short'])).toMatchObject({ code: 2, out: '' })
    expect(await verifyLog(['--what'])).toMatchObject({ code: 2, out: '' })
    const { code, error } = await verifyLog([], { EVENTSTORE_TRANSPORT: 'pigeon' })
    expect([code, error]).toEqual([2, expect.stringContaining('EVENTSTORE_TRANSPORT')])
  })

  it('ends with 3 where there is no log, none can be reached, or it is in use', async () => {
    const nowhere = { DATA_DIR: join(dataDir, 'nothing') }
    const down = { EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false' }
    expect(await verifyLog([], nowhere)).toMatchObject({ code: 3, out: '' })
    expect(await verifyLog([], down)).toMatchObject({ code: 3, out: '' })
    await using _node = await startNode()
    expect((await verifyLog()).error).toContain('in use by another process')
  })
})
