import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../../src/config/readConfig.ts'
import type { Config } from '../../src/config/settings.ts'
import { StartError } from '../../src/core/startError.ts'

const read = (flags: string[], env: Record<string, string> = {}): Config => readConfig({ flags, env })

const faultsOf = (flags: string[], env: Record<string, string> = {}): string[] => {
  try {
    read(flags, env)
  } catch (error) {
    assert.ok(error instanceof StartError)
    return error.message.split(/(?:^wrong settings: ?|\n {2})/).filter(Boolean)
  }
  return []
}

test('what is not set takes its default', () => {
  assert.deepEqual(read([], { PATH: '/bin' }), {
    data: '.lazulite',
    host: 'localhost',
    port: 8443,
    httpHost: 'localhost',
    httpPort: 8080,
    corsOrigin: [],
    throttle: 'hourly',
    operationSeconds: 2,
    pageSize: 100,
    maxNodes: 4,
    nodeExpirySeconds: 604_800,
    oldestNodeVersion: '5.17.8189.1',
    nodesFollowKeys: false,
    repeatabilityHours: 24,
    repeatClientRequestIds: false,
    tokenLifetimeSeconds: 3599,
    refreshTokenDays: 90,
    strictRefreshTokens: false,
    ownIssuer: true,
    logLevel: 'info',
    json: false,
  })
})

test('a setting is given by flag, in either spelling, or by variable', () => {
  assert.equal(read(['--http-port', '80']).httpPort, 80)
  assert.equal(read(['--http-port=80']).httpPort, 80)
  assert.equal(read([], { LAZULITE_HTTP_PORT: '80' }).httpPort, 80)
  assert.equal(read(['--world=a=b.yaml']).world, 'a=b.yaml')
})

test('a flag wins over its variable', () => {
  assert.equal(read(['--port', '1'], { LAZULITE_PORT: '2' }).port, 1)
  assert.deepEqual(read(['--cors-origin', 'https://a'], { LAZULITE_CORS_ORIGIN: 'https://b' }).corsOrigin, [
    'https://a',
  ])
})

test('what is true or false is true as a bare flag, and takes no value from the argument behind it', () => {
  assert.equal(read(['--json', '--port', '1']).json, true)
  assert.equal(read(['--json=false'], { LAZULITE_JSON: 'true' }).json, false)
  assert.equal(read([], { LAZULITE_JSON: 'true' }).json, true)
  assert.deepEqual(faultsOf(['--json', 'true']), ["'true' is neither a flag nor the value of one"])
})

test('a list is given by a repeated flag or with commas', () => {
  const both = ['https://a.example', 'http://localhost:3000']

  assert.deepEqual(read(['--cors-origin', 'https://a.example', '--cors-origin=http://localhost:3000']).corsOrigin, both)
  assert.deepEqual(read([], { LAZULITE_CORS_ORIGIN: both.join(',') }).corsOrigin, both)
})

test('nobody can change a setting later, for this run or for the next', () => {
  const config = read([])

  assert.ok(Object.isFrozen(config))
  assert.ok(Object.isFrozen(config.corsOrigin))
  assert.notEqual(read([]).corsOrigin, config.corsOrigin)
})

for (const text of [
  '',
  ' 80',
  '80 ',
  'eighty',
  '80.5',
  '0x50',
  '1e3',
  '+80',
  '080',
  '-1',
  '65536',
  '99999999999999999999',
]) {
  test(`'${text}' is no port`, () => {
    const must = `must be a whole number from 0 to 65535, not '${text}'`

    assert.deepEqual(faultsOf([], { LAZULITE_PORT: text }), [`LAZULITE_PORT ${must}`])
    assert.deepEqual(faultsOf([`--port=${text}`]), [`--port ${must}`])
  })
}

const accepted = {
  host: ['localhost', '127.0.0.1', '0.0.0.0', '::', '::1', 'keys.example.com', 'KEYS'],
  'public-url': ['https://keys.example.com', 'https://keys.example.com:8080', 'https://[::1]:8443'],
  'cors-origin': ['https://keys.example.com', 'http://localhost:3000'],
  throttle: ['hourly', 'bucket', 'off'],
  'log-level': ['fatal', 'silent'],
  'token-lifetime-seconds': ['1', '86400'],
}

const refused = {
  data: [''],
  host: [
    '',
    ' localhost',
    '[::1]',
    'fe80::1%eth0',
    'localhost:80',
    'http://a',
    'a/b',
    'a@b',
    '127.1',
    '1.2.3.400',
    '*',
  ],
  'public-url': [
    '',
    'keys.example.com',
    'https://keys.example.com/',
    'https://keys.example.com/keys',
    'https://keys.example.com:443',
    'https://user@keys.example.com',
    'http://keys.example.com',
    'ftp://keys.example.com',
    'HTTPS://keys.example.com',
  ],
  'cors-origin': ['', '*', 'null', 'https://*.example.com/', 'https://a,', 'https://a, https://b', 'file:///'],
  throttle: ['', 'Hourly', 'none'],
  'log-level': ['loud'],
  'token-lifetime-seconds': ['0', '86401'],
  json: ['', '1', 'yes', 'TRUE'],
}

for (const [setting, texts] of Object.entries(accepted)) {
  for (const text of texts) {
    test(`--${setting} takes '${text}'`, () => assert.deepEqual(faultsOf([`--${setting}=${text}`]), []))
  }
}

for (const [setting, texts] of Object.entries(refused)) {
  for (const text of texts) {
    test(`--${setting} refuses '${text}'`, () => {
      const variable = `LAZULITE_${setting.toUpperCase().replaceAll('-', '_')}`

      assert.match(faultsOf([`--${setting}=${text}`]).join(), new RegExp(`^--${setting} must be `))
      assert.match(faultsOf([], { [variable]: text }).join(), new RegExp(`^${variable} must be `))
    })
  }
}

test('all that is wrong is named at once, with the name that was most likely meant', () => {
  const faults = faultsOf(
    ['--prot', '80', 'stray', '--port', 'x', '--data', '--json', '--host', 'a', '--host', 'b', '-v'],
    {
      LAZULITE_HTTP_PROT: '80',
      lazulite_port: '80',
      LAZULITE_THROTTLE: 'never',
      LAZULITE_DATABASE: 'postgres://localhost',
    },
  )

  assert.deepEqual(faults, [
    'LAZULITE_HTTP_PROT is not a variable of this program; did you mean LAZULITE_HTTP_PORT?',
    'lazulite_port is not a variable of this program; did you mean LAZULITE_PORT?',
    'LAZULITE_DATABASE is not a variable of this program',
    '--prot is not a flag here; did you mean --port?',
    "'stray' is neither a flag nor the value of one",
    '--data needs a value',
    '--host is given twice',
    '-v is not a flag here',
    "LAZULITE_THROTTLE must be hourly, bucket or off, not 'never'",
    "--port must be a whole number from 0 to 65535, not 'x'",
  ])
})

test('one fault is told in one line', () => {
  assert.throws(
    () => read(['--port', 'x']),
    (error: Error) => error.message === "wrong settings: --port must be a whole number from 0 to 65535, not 'x'",
  )
})

test('a password in an address, or behind a flag that nobody knows, is not repeated', () => {
  const faults = faultsOf(
    ['--public-url', 'https://me:hush@keys.example.com', '--database', 'postgres://me:hush@db', '--db=hush'],
    { LAZULITE_CORS_ORIGIN: 'https://me:hush@a', LAZULITE_SECRET: 'hush', LAZULITE_HOST: 'me:hush@a' },
  )

  assert.equal(faults.length, 6)
  assert.doesNotMatch(faults.join('\n'), /hush/)
})

test('certificate and key go together', () => {
  const fault = '--tls-certificate and --tls-key go together: give both or neither'

  assert.deepEqual(faultsOf(['--tls-key', 'key.pem']), [fault])
  assert.deepEqual(faultsOf([], { LAZULITE_TLS_CERTIFICATE: 'certificate.pem' }), [fault])
  assert.deepEqual(faultsOf(['--tls-key', 'key.pem', '--port', 'x']).length, 2)
  assert.deepEqual(faultsOf(['--tls-key', 'key.pem', '--tls-certificate', 'certificate.pem']), [])
})

test('https and http cannot share a port, whatever the hosts, unless each picks a free one', () => {
  const fault = '--port and --http-port must differ, both are 8443'

  assert.deepEqual(faultsOf(['--http-port', '8443']), [fault])
  assert.deepEqual(faultsOf(['--http-port', '8443', '--host', '10.0.0.1']), [fault])
  assert.deepEqual(faultsOf(['--http-port', '0', '--port', '0']), [])
})

test('without the own issuer somebody else must be named', () => {
  const fault = '--own-issuer=false leaves nobody who could sign in: name others with --issuers'

  assert.deepEqual(faultsOf(['--own-issuer=false']), [fault])
  assert.deepEqual(faultsOf(['--own-issuer=false', '--issuers=issuers.yaml']), [])
  assert.deepEqual(faultsOf(['--issuers=issuers.yaml']), [])
})

test('a managed identity needs the own issuer', () => {
  const fault = '--managed-identity gives out tokens of this server, which --own-issuer=false refuses'
  const elsewhere = ['--own-issuer=false', '--issuers=issuers.yaml']

  assert.deepEqual(faultsOf([...elsewhere, '--managed-identity']), [fault])
  assert.deepEqual(faultsOf([...elsewhere, '--managed-identity=false']), [])
  assert.deepEqual(faultsOf(['--managed-identity', '--public-url=https://keys.example.com']), [])
})
