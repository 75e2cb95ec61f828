import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**']

/** Rooms that would hold with pen and paper: no process, disk or clock, so all of it takes seconds. */
const pureRooms = 'shared/{domain,kernel,notifications,wire}/**/*.test.ts'

/** These wait for processes and disks more than they compute: two at once even where there are two cores. */
const sideBySide = 2

/**
 * Unit tests lie beside the code, what crosses processes in tests/. What measures how soon something comes back
 * that was killed has the machine to itself.
 */
export default defineConfig({
  test: {
    globalSetup: ['tests/support/leaves-nothing.ts', 'tests/support/lend-postgres.ts'],
    projects: [
      { test: { name: 'unit', include: [pureRooms], exclude } },
      {
        test: {
          name: 'rooms',
          include: ['{client,shared,services,infra}/**/*.test.ts'],
          exclude: [...exclude, pureRooms],
          maxWorkers: sideBySide,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'desk',
          include: ['tests/{bad-input,contract,house,journeys,secrets}/**/*.test.ts'],
          exclude,
          maxWorkers: sideBySide,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'recovery',
          include: ['tests/recovery/**/*.test.ts'],
          exclude,
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
