import type { NotificationSettings } from '@deskhive/shared/domain/agent/notification-settings.ts'
import { Temporal } from 'temporal-polyfill'
import type { OutgoingChannel } from './tell.ts'

/** When a daily digest is sent, by the agent's clock. */
const DIGEST_TIME = Temporal.PlainTime.from('08:00')

type DeliveryTime = {
  /** ISO 8601 in UTC. */
  readonly dueAt: string
  /** Whether all that is due at this moment goes out as one. */
  readonly isDigest: boolean
}

/**
 * When something that happened may reach an agent by a channel that leaves the house, by its settings at
 * that time: a function of these, so that a replay says the same.
 */
export function whenToDeliver(
  settings: NotificationSettings,
  channel: OutgoingChannel,
  occurredAt: string,
): DeliveryTime {
  const { email_digest = 'off', quiet_hours, time_zone = 'UTC' } = settings
  const isDigest = channel === 'email' && email_digest !== 'off'
  if (!isDigest && !quiet_hours) return { dueAt: occurredAt, isDigest }

  const happened = Temporal.Instant.from(occurredAt).toZonedDateTimeISO(time_zone)
  const collected = isDigest ? nextDigest(happened, email_digest) : happened
  const due = quiet_hours ? afterQuietHours(collected, quiet_hours) : collected
  return { dueAt: due.toInstant().toString({ smallestUnit: 'millisecond' }), isDigest }
}

/** Strictly later, so that a digest never misses what happened in its own moment. */
function nextDigest(
  happened: Temporal.ZonedDateTime,
  digest: 'hourly' | 'daily',
): Temporal.ZonedDateTime {
  if (digest === 'hourly') {
    const hourOn = happened
      .add({ hours: 1 })
      .round({ smallestUnit: 'minute', roundingMode: 'floor' })
    // Not rounded to the hour: where clocks go back by half of one, that is earlier.
    return hourOn.subtract({ minutes: hourOn.minute })
  }
  const today = happened.withPlainTime(DIGEST_TIME)
  if (Temporal.ZonedDateTime.compare(today, happened) > 0) return today
  return happened.add({ days: 1 }).withPlainTime(DIGEST_TIME)
}

type QuietHours = NonNullable<NotificationSettings['quiet_hours']>

function afterQuietHours(
  moment: Temporal.ZonedDateTime,
  { from, to }: QuietHours,
): Temporal.ZonedDateTime {
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' })
  const isOverMidnight = from > to
  const isQuiet = isOverMidnight ? time >= from || time < to : time >= from && time < to
  if (!isQuiet) return moment
  // The day first: an end that clocks skip today is there tomorrow.
  if (time >= to) return moment.add({ days: 1 }).withPlainTime(to)
  const end = moment.withPlainTime(to)
  return Temporal.ZonedDateTime.compare(end, moment) > 0 ? end : endOfRepeatedHour(moment, to)
}

/** Where clocks were put back, the end has been already, and comes a second time. */
function endOfRepeatedHour(moment: Temporal.ZonedDateTime, to: string): Temporal.ZonedDateTime {
  return moment
    .toPlainDateTime()
    .withPlainTime(to)
    .toZonedDateTime(moment.timeZoneId, { disambiguation: 'later' })
}
