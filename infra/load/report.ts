import type { ClosedFigures, Figures, OpenFigures, Quantiles } from './figures.ts'
import type { Spread } from './statistics.ts'
import { formatTable } from './table.ts'
import type { Verdict } from './targets.ts'

/** For a person: medians with their ranges, then what was aimed at and what was reached. */
export function formatReport(figures: Figures, verdicts: readonly Verdict[]): string {
  const conditions = Object.entries(figures.conditions).map(([name, value]) => `${name}: ${value}`)
  return [
    conditions.join('\n'),
    `Closed loop, medians (least–most) of the rounds:\n${closedTable(figures.closed)}`,
    `Open loop, at half of each one's own peak:\n${openTable(figures.open)}`,
    `Assigned → in the agent's list: ${quantiles(figures.notificationMs)}`,
    `Bare BullMQ, add → start: ${quantiles(figures.bareQueueMs)}`,
    `Truth: ${truth(figures.differences)}`,
    `Targets, for the default with the read-your-writes wait:\n${verdictTable(verdicts)}`,
  ].join('\n\n')
}

function closedTable(lines: readonly ClosedFigures[]): string {
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

function openTable(lines: readonly OpenFigures[]): string {
  const head = ['', 'offered/s', 'answered/s', 'p50 ms', 'p99 ms', 'lag p50 ms', 'lag p99 ms']
  const rows = lines.map((line) => [
    line.system,
    String(line.offeredPerSecond),
    line.perSecond.toFixed(0),
    line.p50Ms.toFixed(1),
    line.p99Ms.toFixed(1),
    line.projectionLagMs?.p50.toFixed(0) ?? '',
    line.projectionLagMs?.p99.toFixed(0) ?? '',
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

const quantiles = ({ p50, p99, samples }: Quantiles) =>
  `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (${samples} samples)`

function truth(differences: readonly string[]): string {
  if (differences.length > 0) return ['WRONG', ...differences].join('\n  ')
  return 'after every run events = acknowledged commands and rows = fold of the log'
}
