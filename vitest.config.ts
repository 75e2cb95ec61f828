import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**']

/** Rooms that would hold with pen and paper: no process, disk or clock, so all of it takes seconds. */
const pureRooms = 'shared/{domain,kernel,notifications,wire}/**/*.test.ts'

/** These hold how soon something comes, or how much is held in memory: what keeps processors busy does not run beside them. */
const timed = [
  'infra/local/**/*.test.ts',
  'services/notifier/{channels,jobs,webhooks}/**/*.test.ts',
  'services/projector/**/*.test.ts',
  'shared/event-store/{lean/lost-connection,recovery,watchdog}.test.ts',
  'shared/{outbound,queue}/**/*.test.ts',
]

/** Measure how soon a whole desk answers, or is back, when a part of it is killed. */
const alone = 'tests/recovery/{outages,rebuild,worker-death}.test.ts'

/** One waits while two compute. */
const maxWorkers = 3

/** Files share what they import, which costs as much as many a test. */
const atWork = { isolate: false, maxWorkers }

const patient = { testTimeout: 60_000, hookTimeout: 60_000 }
const mostPatient = { testTimeout: 300_000, hookTimeout: 120_000 }

/**
 * Unit tests lie beside the code, what crosses processes in tests/. First comes what keeps the processors busy, then
 * what waits, and last what has the machine to itself.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/support/leaves-nothing.ts', 'tests/support/lend-postgres.ts'],
    projects: [
      { test: { name: 'unit', include: [pureRooms], exclude, ...atWork } },
      {
        test: {
          name: 'rooms',
          include: ['{client,shared,services,infra}/**/*.test.ts'],
          exclude: [...exclude, pureRooms, ...timed],
          ...atWork,
          ...patient,
        },
      },
      {
        test: {
          name: 'desk',
          include: ['tests/**/*.test.ts'],
          exclude: [...exclude, alone],
          ...atWork,
          ...mostPatient,
        },
      },
      {
        test: {
          name: 'timed',
          include: timed,
          exclude,
          maxWorkers,
          sequence: { groupOrder: 1 },
          ...patient,
        },
      },
      {
        test: {
          name: 'recovery',
          include: [alone],
          exclude,
          fileParallelism: false,
          ...mostPatient,
        },
      },
    ],
  },
})
