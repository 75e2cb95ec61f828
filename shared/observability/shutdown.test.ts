import { EventEmitter, once } from 'node:events'
import { expect, test } from 'vitest'
import { abortOnSignals } from './shutdown.ts'

class SignalledProcess extends EventEmitter {
  readonly exits: number[] = []

  exit(code: number): void {
    this.exits.push(code)
    this.emit('exited')
  }
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s asks a process to drain, not to exit',
  (name) => {
    const source = new SignalledProcess()
    const signal = abortOnSignals(source)
    expect(signal.aborted).toBe(false)

    source.emit(name)

    expect(signal.aborted).toBe(true)
    expect(source.exits).toEqual([])
  },
)

test('a second Ctrl-C ends the process at once, a second SIGTERM does not', () => {
  const source = new SignalledProcess()
  abortOnSignals(source)

  source.emit('SIGINT')
  source.emit('SIGTERM')
  expect(source.exits).toEqual([])

  source.emit('SIGINT')
  expect(source.exits).toEqual([1])
})

test('a drain that hangs is cut off', async () => {
  const source = new SignalledProcess()
  abortOnSignals(source, 5)

  source.emit('SIGTERM')
  await once(source, 'exited')

  expect(source.exits).toEqual([1])
})
