import { defineConfig } from 'vitest/config'

/** Unit tests lie beside the code; what crosses processes lies in tests/ and takes turns, for it starts whole systems. */
export default defineConfig({
  test: {
    globalSetup: ['tests/support/leaves-nothing.ts'],
    projects: [
      {
        test: {
          name: 'rooms',
          include: ['{client,shared,services,infra}/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['tests/**/*.test.ts'],
          exclude: ['**/node_modules/**'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
