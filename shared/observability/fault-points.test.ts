import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { expect, it } from 'vitest'
import { watchedFaultPoint } from './fault-points.ts'

it('a process that nobody listens to has no fault points', () => {
  expect(watchedFaultPoint()).toEqual({})
})

it('who listens before the start hears of every place that is passed', () => {
  const heard: unknown[] = []
  const listen = (name: unknown) => void heard.push(name)
  subscribe('deskhive:fault-point', listen)
  watchedFaultPoint().faultPoint?.('before-append')
  unsubscribe('deskhive:fault-point', listen)
  expect(heard).toEqual(['before-append'])
})
