import { EventEmitter, once } from 'node:events'
import { expect, onTestFinished, test, vi } from 'vitest'
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
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const source = new SignalledProcess()
  abortOnSignals(source)

  source.emit('SIGINT')
  vi.advanceTimersByTime(2000)
  source.emit('SIGTERM')
  expect(source.exits).toEqual([])

  source.emit('SIGINT')
  expect(source.exits).toEqual([1])
})

test('one Ctrl-C that comes twice, from the terminal and from npm, lets the process drain', () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const source = new SignalledProcess()
  abortOnSignals(source)

  source.emit('SIGINT')
  vi.advanceTimersByTime(300)
  source.emit('SIGINT')

  expect(source.exits).toEqual([])
})

test('a drain that hangs is cut off', async () => {
  const source = new SignalledProcess()
  abortOnSignals(source, 5)

  source.emit('SIGTERM')
  await once(source, 'exited')

  expect(source.exits).toEqual([1])
})
