import { anyText, eventStoreTransport, eventStoreUrl } from '@deskhive/shared/config/fields.ts'
import { type Environment, readEnvironment } from '@deskhive/shared/config/read-environment.ts'
import { isDate, periodOf } from '@deskhive/shared/domain/report/period.ts'
import { type ReportRange, todayOf } from '@deskhive/shared/domain/report/tally.ts'
import { parseMoment } from '@deskhive/shared/kernel/moment.ts'
import { Refused } from '@deskhive/shared/kernel/refused.ts'
import { z } from 'zod'
import { commonOptions, readArguments, WrongUse } from '#commands/command.ts'
import type { LogPlace } from '#commands/open-log.ts'

export const usage = `npm run replay -- --report NAME [options]

Makes a report anew by folding the log from its first event: the same figures as the API's, which come from
tables that are kept along the way.

  --report NAME   overview, agents or departments
  --start DATE    the first day, such as 2016-01-01 (29 days before the last)
  --end DATE      the last day (today, or the day of --as-of)
  --as-of MOMENT  as it was known at a position of the log, or as of a time such as 2016-03-15T14:30:00Z
  --format FORMAT csv or json
  --json          the same as --format json: what the API answers, byte for byte
  --quiet         no progress
  --help          show this

The log is the one at EVENTSTORE_URL, else that of DATA_DIR (./.data), whether the desk runs or not.

Exit codes: 0 done, 1 failed, 2 wrong use.`

const variables = z.object({
  DATA_DIR: anyText('a folder').default('.data'),
  EVENTSTORE_URL: eventStoreUrl().optional(),
  EVENTSTORE_TRANSPORT: eventStoreTransport(),
})

/** @throws EnvironmentError */
export function readLogPlace(environment: Environment): LogPlace {
  const read = readEnvironment(variables, environment)
  return {
    dataDir: read.DATA_DIR,
    eventStoreUrl: read.EVENTSTORE_URL ?? null,
    transport: read.EVENTSTORE_TRANSPORT,
  }
}

const reportNames = ['overview', 'agents', 'departments'] as const
export type ReportName = (typeof reportNames)[number]
export type Format = 'words' | 'json' | 'csv'

export type ReplayArguments = {
  readonly report: ReportName
  readonly range: ReportRange
  readonly format: Format
  readonly quiet: boolean
}

/**
 * @param now ISO 8601, UTC
 * @throws WrongUse
 */
export function readReplayArguments(args: readonly string[], now: string): ReplayArguments {
  const { values, positionals } = readArguments(args, {
    ...commonOptions,
    report: { type: 'string' },
    start: { type: 'string' },
    end: { type: 'string' },
    'as-of': { type: 'string' },
    format: { type: 'string' },
  })
  if (positionals.length > 0) throw new WrongUse(`It takes no ${positionals.join(' ')}.`)
  const report = reportNames.find((name) => name === values.report)
  if (report === undefined) throw new WrongUse(`--report is one of ${reportNames.join(', ')}.`)
  return {
    report,
    range: rangeOf({ start: values.start, end: values.end, asOf: values['as-of'] }, now),
    format: formatOf(values.format, values.json),
    quiet: values.quiet,
  }
}

type RangeTexts = { readonly [text in 'start' | 'end' | 'asOf']: string | undefined }

function rangeOf({ start, end, asOf }: RangeTexts, now: string): ReportRange {
  requireDate('--start', start)
  requireDate('--end', end)
  const moment = asOf === undefined ? null : parseMoment(asOf)
  if (asOf !== undefined && moment === null) {
    throw new WrongUse('--as-of is a time such as 2016-03-15T14:30:00Z, or a position of the log.')
  }
  try {
    const wanted = { start_date: start, end_date: end }
    return { period: periodOf(wanted, todayOf(moment, now)), moment }
  } catch (error) {
    if (error instanceof Refused) throw new WrongUse(error.message)
    throw error
  }
}

function requireDate(option: string, text: string | undefined): void {
  if (text === undefined || isDate(text)) return
  throw new WrongUse(`${option} is a date such as 2016-01-01.`)
}

function formatOf(format: string | undefined, isJson: boolean): Format {
  if (format === undefined) return isJson ? 'json' : 'words'
  if (format !== 'json' && format !== 'csv') throw new WrongUse('--format is csv or json.')
  if (isJson && format === 'csv') {
    throw new WrongUse('--json and --format csv exclude each other.')
  }
  return format
}
