import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { z } from 'zod'

const root = fileURLToPath(new URL('../../', import.meta.url))
const run = promisify(execFile)

const report = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(z.object({ rule: z.object({ name: z.string() }) })),
  }),
})

async function cruise(folder: string) {
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const found = await run('npx', ['depcruise', folder, ...options], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  })
  return report.parse(JSON.parse(found.stdout)).summary
}

it('the check of the rooms reads the modules it is to judge', async () => {
  // With a TypeScript it cannot read, the checker passes over every file without a word.
  expect((await cruise('shared')).totalCruised).toBeGreaterThan(50)
})

it('a service that opens Postgres by itself is found', async () => {
  const folder = await mkdtemp(join(root, 'services/api/intruder-'))
  try {
    await writeFile(
      join(folder, 'intruder.ts'),
      "import pg from 'pg'\nexport const pool = pg.Pool\n",
    )
    const { violations } = await cruise(relative(root, folder))
    expect(violations.map(({ rule }) => rule.name)).toContain('only-data-rooms-know-postgres')
  } finally {
    await rm(folder, { recursive: true })
  }
})
