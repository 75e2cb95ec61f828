import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { listen } from '@deskhive/shared/testing/listen.ts'
import { expect, test } from 'vitest'
import { ownerIn, ownerOfPeer } from './peer-owner.ts'

const at = (port: number) => ({ address: '127.0.0.1', port })

const table = (...rows: readonly string[]) =>
  [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    ...rows,
  ].join('\n')
const row = (local: string, remote: string, state: string, uid: number) =>
  `   7: ${local} ${remote} ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 5201758 1 0000000072f00169 20 4 30 10 -1`
const [node, client] = ['0100007F:0841', '0100007F:D431']
const mapped = (end: string) => `0000000000000000FFFF0000${end}`
const accepted = row(node, client, '01', 1000)

test.each([
  ['the user who opened it', table(accepted, row(client, node, '01', 1001)), 1001],
  [
    'nobody where it is closed, though the table says root',
    table(accepted, row(client, node, '05', 0)),
    'gone',
  ],
  [
    'the user of a socket of IPv6',
    table(accepted, row(mapped(client), mapped(node), '01', 1002)),
    1002,
  ],
  ['nobody where their end is gone', table(accepted), 'gone'],
  ['not known without our end', table(row(client, node, '01', 1001)), 'unknown'],
  ['not known without a table', '', 'unknown'],
])('the owner of a connection is %s', (_what, text, owner) => {
  expect(ownerIn(text, at(0x841), at(0xd431))).toBe(owner)
})

test('of a connection of our own it is us', async () => {
  const server = createServer()
  const port = await listen(server)
  const accepted = once(server, 'connection')
  const socket = connect(port, '127.0.0.1')
  try {
    const [{ remotePort }] = await accepted
    expect(await ownerOfPeer(at(port), at(remotePort))).toBe(process.getuid?.())
    socket.destroy()
    await once(socket, 'close')
    expect(await ownerOfPeer(at(port), at(remotePort))).not.toBe(process.getuid?.())
  } finally {
    socket.destroy()
    server.close()
  }
})
