import type { ClosedFigures, Figures, OpenFigures, Quantiles } from './figures.ts'
import type { StageResult } from './stage.ts'
import type { Spread } from './statistics.ts'
import { formatTable } from './table.ts'
import type { Verdict } from './targets.ts'

type Report = Pick<Figures, 'conditions' | 'differences'> & {
  readonly results: readonly StageResult[]
}

/** For a person: under what it was measured, what each stage found, what was aimed at and what was reached. */
export function formatReport({ conditions, results, differences }: Report): string {
  const verdicts = results.flatMap((result) => result.verdicts)
  return [
    Object.entries(conditions)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
    ...results.flatMap(({ told }) => told),
    `Truth: ${truth(differences)}`,
    `Targets:\n${verdictTable(verdicts)}`,
  ].join('\n\n')
}

/** Medians with their ranges. */
export function formatClosed(lines: readonly ClosedFigures[]): string {
  const head = ['', 'c', 'req/s', '÷ rival', 'p50 ms', '÷ rival', 'p99 ms', 'CPU ms/req', '÷ rival']
  const rows = lines.map((line) => [
    line.system,
    String(line.connections),
    spread(line.perSecond, 0),
    ratio(line.toRival?.perSecond),
    spread(line.p50Ms, 1),
    ratio(line.toRival?.p50),
    spread(line.p99Ms, 1),
    spread(line.cpuMsPerRequest, 2),
    ratio(line.toRival?.cpu),
  ])
  return formatTable(head, rows)
}

export function formatOpen(lines: readonly OpenFigures[]): string {
  const head = ['', 'offered/s', 'answered/s', 'p50 ms', 'p99 ms', 'lag p50 ms', 'lag p99 ms']
  const rows = lines.map((line) => [
    line.system,
    spread(line.offeredPerSecond, 0),
    spread(line.perSecond, 0),
    spread(line.p50Ms, 1),
    spread(line.p99Ms, 1),
    line.projectionLagMs ? spread(line.projectionLagMs.p50, 0) : '',
    line.projectionLagMs ? spread(line.projectionLagMs.p99, 0) : '',
  ])
  return formatTable(head, rows)
}

function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ target, limit, reached, holds }) => [
    target,
    limit,
    reached.toFixed(2),
    holds ? 'reached' : 'MISSED',
  ])
  return formatTable(['', 'target', 'found', ''], rows)
}

function spread({ median, least, most }: Spread, digits: number): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

const ratio = (found: Spread | undefined) => (found ? spread(found, 2) : '')

export function formatQuantiles({ p50, p99, samples }: Quantiles): string {
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${samples} samples)`
}

function truth(differences: readonly string[]): string {
  if (differences.length > 0) return ['WRONG', ...differences].join('\n  ')
  return 'after every run events = acknowledged commands and rows = fold of the log'
}
