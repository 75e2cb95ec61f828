import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readOptions } from './config.ts'

test('a file for the figures that cannot be written is refused before anything is measured', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-bench-'))
  const nowhere = join(folder.path, 'nothing', 'figures.json')
  expect(() => readOptions(['--json', nowhere])).toThrow(`${nowhere} cannot be written: ENOENT`)
})

test('figures that are there stay until there are new ones', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'deskhive-bench-'))
  const figures = join(folder.path, 'figures.json')
  await writeFile(figures, '{}')
  expect(readOptions(['--json', figures]).json).toBe(figures)
  expect(await readFile(figures, 'utf8')).toBe('{}')
  readOptions(['--json', join(folder.path, 'new.json')])
  expect(await readdir(folder.path)).toEqual(['figures.json'])
})
