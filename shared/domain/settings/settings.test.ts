import { describe, expect, it } from 'vitest'
import { specify } from '../../testing/given.ts'
import {
  changeSettings,
  makeDefaultDepartment,
  type SettingsEvent,
  settingsDefaults,
  settingsEvolution,
  settingsStream,
  withdrawDepartment,
} from './settings.ts'

const { given } = specify(settingsEvolution, settingsStream)
const defaultIs = (department_id: number): SettingsEvent => ({
  type: 'DefaultDepartmentChanged',
  data: { department_id },
})

const withdrawn = (department_id: number): SettingsEvent => ({
  type: 'DepartmentWithdrawn',
  data: { department_id },
})
const noneIsDeleted = () => false

describe('settings', () => {
  it('have their defaults until somebody changes them', () => {
    expect(given().state.values).toEqual(settingsDefaults)
  })

  it('record only what differs', () => {
    given()
      .when((state) => changeSettings(state, { sd_auto_close_days: 7, sd_ticket_prefix: 'SD' }))
      .thenEvents({ type: 'SettingsChanged', data: { sd_auto_close_days: 7 } })
    given({ type: 'SettingsChanged', data: { sd_auto_close_days: 7 } })
      .when((state) => changeSettings(state, { sd_auto_close_days: 7 }))
      .thenNothing()
  })

  it('can be cleared where they may be empty', () => {
    given({ type: 'SettingsChanged', data: { sd_default_priority: 'high' } })
      .when((state) => changeSettings(state, { sd_default_priority: null }))
      .thenEvents({ type: 'SettingsChanged', data: { sd_default_priority: null } })
  })
})

describe('the default department', () => {
  it('is one at a time, and asking twice changes nothing', () => {
    given(defaultIs(1))
      .when((state) => makeDefaultDepartment(state, 2))
      .thenEvents(defaultIs(2))
    given(defaultIs(1))
      .when((state) => makeDefaultDepartment(state, 1))
      .thenNothing()
  })

  it('is never one that is being deleted', () => {
    given(defaultIs(1), withdrawn(2))
      .when((state) => makeDefaultDepartment(state, 2))
      .thenRefused('INVALID')
    given(defaultIs(1), withdrawn(2))
      .when((state) => withdrawDepartment(state, 2, noneIsDeleted))
      .thenNothing()
  })

  it('passes to the latest one before it that is left, in the moment it is withdrawn', () => {
    given(defaultIs(1), defaultIs(2), defaultIs(3), defaultIs(4), withdrawn(3))
      .when((state) => withdrawDepartment(state, 4, (id) => id === 2))
      .thenEvents(defaultIs(1), withdrawn(4))
    given(defaultIs(1), defaultIs(2))
      .when((state) => withdrawDepartment(state, 1, noneIsDeleted))
      .thenEvents(withdrawn(1))
    given(defaultIs(1), defaultIs(2), withdrawn(1))
      .when((state) => withdrawDepartment(state, 2, noneIsDeleted))
      .thenRefused('INVALID')
  })

  it('remembers who had the part before, the latest first and each once', () => {
    const { state } = given(defaultIs(1), defaultIs(2), defaultIs(1), defaultIs(3))
    expect(state.default_department_id).toBe(3)
    expect(state.former_defaults).toEqual([1, 2])
  })
})
