import { writeFile } from 'node:fs/promises'
import { exitCode, runCommand, WrongUse } from '../commands/command.ts'
import { startBenchStack } from './bench-stack.ts'
import { describeConditions } from './conditions.ts'
import { type Options, readOptions, usageOf } from './config.ts'
import { openDesk } from './desk.ts'
import { deskCalls, engagePeople } from './desk-calls.ts'
import type { Figures } from './figures.ts'
import { formatReport } from './report.ts'
import type { Bench, Stage, StageResult } from './stage.ts'
import { stages } from './stages.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)
await runCommand(process, usageOf(stages), (args) => {
  const options = readOptions(args)
  return run(options, chosenStages(options))
})

function chosenStages({ stages: names }: Options): readonly Stage[] {
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name))
  if (unknown.length > 0) {
    const known = stages.map(({ name }) => name).join(', ')
    throw new WrongUse(`There is no stage ${unknown.join(', ')}; there are ${known}`)
  }
  return names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name))
}

async function run(options: Options, chosen: readonly Stage[]): Promise<number> {
  await using stack = await startBenchStack(options)
  await using desk = openDesk(stack, options)
  const calls = deskCalls(stack.url, stack.apiKey)
  const bench: Bench = { desk, calls, people: await engagePeople(calls), options, say }
  const results: { readonly [name: string]: StageResult } = await runStages(chosen, bench)
  await desk.settle()
  const differences = await desk.findDifferences()
  const conditions = describeConditions(stack, options)
  const found = Object.values(results)
  process.stdout.write(`${formatReport({ conditions, differences, results: found })}\n`)
  const code = differences.length > 0 ? exitCode.failed : exitCode.done
  if (!options.json) return code
  const figures: Figures = {
    conditions,
    stages: Object.fromEntries(
      Object.entries(results).map(([name, { figures }]) => [name, figures]),
    ),
    differences,
  }
  const verdicts = found.flatMap((result) => result.verdicts)
  await writeFile(options.json, `${JSON.stringify({ ...figures, verdicts }, null, 2)}\n`)
  return code
}

async function runStages(chosen: readonly Stage[], bench: Bench) {
  const results: Record<string, StageResult> = {}
  for (const stage of chosen) {
    say(`stage ${stage.name}`)
    results[stage.name] = await stage.run(bench)
  }
  return results
}
