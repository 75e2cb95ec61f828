import { mkdtempDisposable, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'

test('a folder is made with those above it, and is its owner’s alone', async () => {
  await using above = await mkdtempDisposable(join(tmpdir(), 'deskhive-'))
  const root = join(above.path, 'a', 'b')
  await openDataFolder(root, false)
  await openDataFolder(root, false)
  expect((await stat(join(root, 'run'))).isDirectory()).toBe(true)
  expect((await stat(root)).mode & 0o777).toBe(0o700)
})

test.runIf(process.platform === 'linux')('one where none can be made is told at once', async () => {
  await expect(openDataFolder('/proc/desk', false)).rejects.toThrow(
    'DATA_DIR /proc/desk cannot be used: ENOENT',
  )
})
