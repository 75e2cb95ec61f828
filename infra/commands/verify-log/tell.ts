import type { Broken } from '@deskhive/shared/audit/broken.ts'
import type { Verification } from './verify.ts'

/** The result for a person at a terminal. */
export function tell(found: Verification): string {
  const { first_broken, events_checked } = found
  if (first_broken !== null) {
    const place = placeOf(first_broken)
    return `BROKEN ${place}\n${first_broken.reason}.\n${asRecorded(events_checked, 'before it ')}.`
  }
  return [
    `WHOLE: ${asRecorded(events_checked)}, in their order.`,
    tellRoots(found),
    tellKeys(found),
  ].join('\n')
}

function placeOf({ stream, revision, position, event_id }: Broken): string {
  const parts = [
    stream === null ? null : `at revision ${revision} of ${stream}`,
    position === null ? null : `position ${position}`,
    event_id === null ? null : `event ${event_id}`,
  ]
  return parts.filter((part) => part !== null).join(', ')
}

function tellRoots(found: Verification): string {
  const { roots_checked, roots_outside, events_after_last_root } = found
  if (roots_checked === 0) {
    return 'No root is signed: had the last events of a stream been taken away, nothing could tell.'
  }
  const outside = roots_outside === 0 ? 'none from outside' : `${count(roots_outside)} from outside`
  const fit =
    roots_checked === 1 ? '1 signed root fits' : `${count(roots_checked)} signed roots fit`
  const after = events_after_last_root === 0 ? 'no event' : eventsOf(events_after_last_root)
  return `${fit}, and ${outside}; ${after} came after the last one.`
}

function tellKeys({ public_keys, roots_checked }: Verification): string {
  if (roots_checked === 0) {
    return 'The first root is signed a minute after the first event; where none comes, the projector has no AUDIT_SIGNING_KEY.'
  }
  if (public_keys === null) {
    return 'Whose key signed them was not checked: name it with --public-key.'
  }
  return `Signed with ${public_keys.join(', ')}.`
}

function asRecorded(events: number, which = ''): string {
  const are = events === 1 ? 'is as it was' : 'are as they were'
  return `${eventsOf(events)} ${which}${are} recorded`
}

const eventsOf = (number: number) => (number === 1 ? '1 event' : `${count(number)} events`)
const count = (number: number) => number.toLocaleString('en-US')
