import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'

// The manual says that services and commands run from the image, which is made of the folders that the Dockerfile copies.

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const copied = [...read('infra/docker/Dockerfile').matchAll(/^COPY (\S+) \1$/gm)].map(
  ([, folder = '']) => folder,
)
const isCopied = (path: string) => copied.some((folder) => path.startsWith(`${folder}/`))
const kept = read('infra/docker/Dockerfile.dockerignore').split('\n')

test('every program of compose.yaml and every command of an operator is in the image', () => {
  const compose = read('infra/compose.yaml').matchAll(/^ +command: \[node, (\S+)\]$/gm)
  const scripts = read('package.json').matchAll(/"node (infra\/commands\/\S+)"/g)
  const programs = [...compose, ...scripts].map(([, path = '']) => path)
  expect(programs).toContain('services/api/main.ts')
  expect(programs).toContain('infra/commands/rebuild/main.ts')
  for (const path of programs) expect([path, isCopied(path)]).toEqual([path, true])
})

test('what the image takes is not ignored, and its packages are installed', () => {
  const installed = read('infra/docker/Dockerfile')
  for (const folder of copied) {
    const [top = ''] = folder.split('/')
    expect([folder, kept.includes(`!${folder}`) || kept.includes(`!${top}`)]).toEqual([
      folder,
      true,
    ])
    if (folder === 'services') continue // each of them is a package of its own
    expect(installed).toContain(`COPY ${folder}/package.json ${folder}/\n`)
  }
})

test('what the commands read of other folders is in the image', () => {
  const folder = join(root, 'infra/commands')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files.filter(
    (file) => /(?<!\.test)\.ts$/.test(file) && !file.includes('testing/'),
  )
  const outside = sources.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/from '(\.\.\/[^']+)'/g)]
      .map(([, path = '']) => relative(root, join(folder, file, '..', path)))
      .filter((path) => !path.startsWith('infra/commands/')),
  )
  expect(outside.length).toBeGreaterThan(0)
  for (const path of outside) expect([path, isCopied(path)]).toEqual([path, true])
})
