import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runLimitedTo } from '@deskhive/shared/testing/run-limited.ts'
import { describe, expect, test } from 'vitest'
import { writePrivately } from './data-folder.ts'

describe.runIf(process.platform === 'linux')('where the disk has no room', () => {
  test('a start says so in one line', async () => {
    await using folder = await temporaryFolder()
    const main = join(import.meta.dirname, 'main.ts')

    const { status, stdout } = runLimitedTo(0, [main], { DATA_DIR: folder.path })

    expect(status).toBe(1)
    expect(stdout.trim()).toMatch(/^deskhive +\| DATA_DIR \S+ cannot be used: disk I\/O error$/)
  })

  test('a key or an address that cannot be written whole stays what it was', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'key')
    await writePrivately(path, 'as it was')
    const program = `
      import { writePrivately } from ${JSON.stringify(import.meta.resolve('./data-folder.ts'))}
      await writePrivately(${JSON.stringify(path)}, 'x'.repeat(5000)).catch((error) => console.log(String(error)))`

    const { stdout } = runLimitedTo(1, ['--input-type=module', '-e', program])

    expect(stdout).toBe(`CannotStart: ${path} cannot be written: EFBIG: file too large, write\n`)
    expect(await readFile(path, 'utf8')).toBe('as it was')
    expect(await readdir(folder.path)).toEqual(['key'])
  })
})

const temporaryFolder = () => mkdtempDisposable(join(tmpdir(), 'deskhive-'))
