import { describe, expect, it } from 'vitest'
import { isForbidden } from './forbidden-address.ts'

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.0',
    '169.253.255.255',
    '169.255.0.0',
    '172.15.255.255',
    '172.32.0.0',
    '192.0.1.0',
    '192.167.255.255',
    '192.169.0.0',
    '198.17.255.255',
    '198.20.0.0',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2001:200::1',
    '2a00:1450:4001::1',
    '2003::1',
  ])('of the public internet is free, also beside a forbidden net: %s', (address) => {
    expect(isForbidden(address)).toBe(false)
  })

  it.each(['', 'localhost', '127.0.0.1:80', '[::1]', '2606:4700::1%eth0', '1.1.1.1\n'])(
    'that is none is forbidden: %j',
    (address) => {
      expect(isForbidden(address)).toBe(true)
    },
  )

  it.each([
    ['0.0.0.0', '0.255.255.255'],
    ['10.0.0.0', '10.255.255.255'],
    ['100.64.0.0', '100.127.255.255'],
    ['127.0.0.0', '127.255.255.255'],
    ['169.254.0.0', '169.254.255.255'],
    ['172.16.0.0', '172.31.255.255'],
    ['192.168.0.0', '192.168.255.255'],
    ['198.18.0.0', '198.19.255.255'],
    ['224.0.0.0', '255.255.255.255'],
    ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['fe80::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
    ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ])('of a net that leads inside is forbidden, from the first to the last: %s to %s', (...ends) => {
    expect(ends.map(isForbidden)).toEqual([true, true])
  })
})
