import { subscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/**
 * Preloaded into every process of a system under test (`NODE_OPTIONS=--import=…`). `DESKHIVE_KILL_AT` is
 * `service:point:n`, separated by commas: the process kills itself, as `kill -9` would, the nth time that
 * it passes the point; with `:SIGSTOP` behind it stands still there. Once: a file in `DESKHIVE_KILL_MARKS`
 * says that it happened, also to its successor.
 */
const plan = parsePlan(process.env['DESKHIVE_KILL_AT'] ?? '', serviceOf(process.argv[1] ?? ''))
const marks = process.env['DESKHIVE_KILL_MARKS'] ?? ''
const passes = new Map<string, number>()

if (plan.size > 0) {
  subscribe('deskhive:fault-point', (message) => {
    const point = String(message)
    const passed = (passes.get(point) ?? 0) + 1
    passes.set(point, passed)
    const planned = plan.get(point)
    if (planned?.nth === passed && isFirstTime(point)) process.kill(process.pid, planned.signal)
  })
}

type Planned = { readonly nth: number; readonly signal: string }

function parsePlan(text: string, service: string): Map<string, Planned> {
  const entries = text.split(',').map((entry) => entry.split(':'))
  return new Map(
    entries.flatMap(([name, point, nth, signal = 'SIGKILL']) =>
      name === service && point ? [[point, { nth: Number(nth), signal }] as const] : [],
    ),
  )
}

/** `services/api/main.ts` → `api` */
function serviceOf(script: string): string {
  return basename(dirname(script))
}

function isFirstTime(point: string): boolean {
  try {
    writeFileSync(join(marks, `${serviceOf(process.argv[1] ?? '')}:${point}`), '', { flag: 'wx' })
    return true
  } catch {
    return false
  }
}
