import assert from 'node:assert/strict'
import { test } from 'node:test'
import { certificateNames } from '../../src/tls/certificateNames.ts'

const own = ['localhost', '127.0.0.1', '::1']

test('a certificate names this machine, the host that is listened on and the host of the public URL', () => {
  const names = certificateNames({ host: '192.168.1.5', publicUrl: 'https://keys.example.com:9443/' })

  assert.deepEqual(names, [...own, '192.168.1.5', 'keys.example.com'])
})

test('a certificate names nothing twice', () => {
  assert.deepEqual(certificateNames({ host: 'localhost', publicUrl: 'https://LOCALHOST:8443' }), own)
  assert.deepEqual(certificateNames({ host: '0:0:0:0:0:0:0:1', publicUrl: 'https://[::1]:8443' }), own)
})

test('a certificate does not name an address that only means all others', () => {
  for (const host of ['0.0.0.0', '::']) assert.deepEqual(certificateNames({ host }), own)
})

test('names and addresses are in the form that a certificate has them in', () => {
  const forms = {
    'Keys.Example.COM': 'keys.example.com',
    'keys.example.com.': 'keys.example.com',
    my_host: 'my_host',
    'FE80:0:0:0:0:0:0:5': 'fe80::5',
  }

  for (const [host, name] of Object.entries(forms)) assert.deepEqual(certificateNames({ host }), [...own, name])
  assert.deepEqual(certificateNames({ host: 'localhost', publicUrl: 'https://[FD00::5]' }), [...own, 'fd00::5'])
})
