import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type BenchLine, fill, measureLines } from './tests/bench-lines.ts'
import { spawnNode } from './tests/spawned-node.ts'

const BYTES_PER_MB = 1024 * 1024

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Measure that server instead of a new node. */
    url: { type: 'string' },
    /** Events in the log before measuring. */
    fill: { type: 'string', default: '0' },
  },
})

const lines = options.url === undefined ? await measureNewNode() : await measureLines(options.url)
print(lines)

async function measureNewNode(): Promise<BenchLine[]> {
  const dir = await mkdtemp(join(tmpdir(), 'event-store-bench-'))
  try {
    // The first start fills the compile cache, as on any machine where the node has run before.
    await (await spawnNode({ dir })).stop('SIGTERM')
    await using node = await spawnNode({ dir })
    const idle = await node.residentBytes()
    await fill(node.url, Number(options.fill))
    const measured = await measureLines(node.url)
    const after = await node.residentBytes()
    return [
      ...measured,
      { name: 'memory, idle', value: idle / BYTES_PER_MB, unit: 'MB' },
      { name: 'memory, afterwards', value: after / BYTES_PER_MB, unit: 'MB' },
    ]
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

function print(measured: readonly BenchLine[]): void {
  if (options.json) {
    console.log(JSON.stringify(measured, null, 2))
    return
  }
  for (const { name, value, unit } of measured) {
    console.log(`${name.padEnd(28)} ${value.toFixed(value < 100 ? 2 : 0).padStart(9)} ${unit}`)
  }
}
