import { writeFile } from 'node:fs/promises'
import { startBenchStack } from './bench-stack.ts'
import { describeConditions } from './conditions.ts'
import { type Options, readOptions, usageOf } from './config.ts'
import { openDesk } from './desk.ts'
import { deskCalls, engagePeople } from './desk-calls.ts'
import type { Figures } from './figures.ts'
import { formatReport } from './report.ts'
import type { Bench, Stage, StageResult } from './stage.ts'
import { stages } from './stages.ts'

const options = readOptions(process.argv.slice(2))
const say = (line: string) => process.stderr.write(`${line}\n`)
if (options.help) process.stdout.write(`${usageOf(stages)}\n`)
else await run(chosenStages(options))

function chosenStages({ stages: names }: Options): readonly Stage[] {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) throw new RangeError(`There is no stage ${unknown.join(', ')}`)
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name))
}

async function run(chosen: readonly Stage[]): Promise<void> {
  await using stack = await startBenchStack(options)
  await using desk = openDesk(stack)
  const calls = deskCalls(stack.url, stack.apiKey)
  const bench: Bench = { desk, calls, people: await engagePeople(calls), options, say }
  const results: { readonly [name: string]: StageResult } = await runStages(chosen, bench)
  await desk.settle()
  const differences = await desk.findDifferences()
  const conditions = describeConditions(stack, options)
  const found = Object.values(results)
  process.stdout.write(`${formatReport({ conditions, differences, results: found })}\n`)
  if (differences.length > 0) process.exitCode = 1
  if (!options.json) return
  const figures: Figures = {
    conditions,
    stages: Object.fromEntries(
      Object.entries(results).map(([name, { figures }]) => [name, figures]),
    ),
    differences,
  }
  const verdicts = found.flatMap((result) => result.verdicts)
  await writeFile(options.json, `${JSON.stringify({ ...figures, verdicts }, null, 2)}\n`)
}

async function runStages(chosen: readonly Stage[], bench: Bench) {
  const results: Record<string, StageResult> = {}
  for (const stage of chosen) {
    say(`stage ${stage.name}`)
    results[stage.name] = await stage.run(bench)
  }
  return results
}
