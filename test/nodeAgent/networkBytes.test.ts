import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { networkBytes, parseNetworkBytes } from '../../src/nodeAgent/networkBytes.ts'

test('adds up all devices of Linux but the one that leads back to the machine', () => {
  const text = `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 999 15 0 0 0 0 0 0 999 15 0 0 0 0 0 0
  eth0: 1000 20 0 0 0 0 0 3 200 7 0 0 0 0 0 0
wlan0:5000    1    0    0    0     0          0         0  7 1    0    0    0     0       0          0
`

  assert.deepEqual(parseNetworkBytes(text), { received: 6000, sent: 207 })
})

test('makes nothing of what is not there', () => {
  assert.deepEqual(parseNetworkBytes(''), { received: 0, sent: 0 })
})

test('reads those of this machine, where it tells them', async () => {
  assert.equal((await networkBytes()) !== undefined, existsSync('/proc/net/dev'))
})
