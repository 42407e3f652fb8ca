import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type TSchema, Type } from 'typebox'
import { readConfig } from '../../src/config/readConfig.ts'
import { refuseWellKnownBeyondLoopback } from '../../src/config/refuseWellKnownBeyondLoopback.ts'
import { type Config, Settings } from '../../src/config/settings.ts'
import { flagOf, variableOf } from '../../src/config/spelling.ts'
import { StartError } from '../../src/core/startError.ts'
import { anyText, mostly } from '../support/arbitraries.ts'

const settings = Object.keys(Settings.properties)
const odd = ['', ' ', '8443 ', '\u0000', ...'-1 0 00 65536 1e3 0x50 ٣ true TRUE yes null * off OFF a,b -'.split(' ')]
const addresses = 'localhost ::1 [::1] 127.1 fe80::1%eth0 https://a.b https://a:b@c http://x/'.split(' ')
const value = fc.oneof(fc.constantFrom(...odd, ...addresses), anyText)
const flagName = mostly(
  '',
  fc.oneof(anyText, fc.constantFrom('--__proto__', '--no-json', '--PORT', '--', '-p', '---port')),
)
const flag = fc
  .tuple(fc.constantFrom(...settings), flagName, value, fc.constantFrom('=', ' ', ''))
  .map(([setting, other, text, between]) => {
    const name = other || flagOf(setting)
    return between === '=' ? [`${name}=${text}`] : between === ' ' ? [name, text] : [name]
  })
const variable = fc.tuple(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...settings).map(variableOf) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('LAZULITE_PROT', 'lazulite_port', 'LAZULITE_', 'LAZULITE___PROTO__', '__proto__'),
    },
  ),
  value,
)
const sources = fc.record({
  flags: fc.array(flag, { maxLength: 4 }).map((flags) => flags.flat()),
  env: fc.array(variable, { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
})

/** The settings, or undefined where they are refused. Anything but a StartError is thrown on. */
const read = (given: Parameters<typeof readConfig>[0]): Config | undefined => {
  try {
    return readConfig(given)
  } catch (error) {
    assert.ok(error instanceof StartError, `${error}`)
    assert.ok(error.message.startsWith('wrong settings:'), error.message)
    return undefined
  }
}

const isPort = (port: number): boolean => Number.isInteger(port) && port >= 0 && port <= 65_535

test('whatever settings are given, they are taken as they must be, or refused', () => {
  const tried = { taken: 0, refused: 0 }

  fc.assert(
    fc.property(sources, (given) => {
      const config = read(given)
      tried[config ? 'taken' : 'refused'] += 1
      if (!config) return

      assert.ok(isPort(config.port) && isPort(config.httpPort))
      assert.ok(Object.isFrozen(config))
      assert.deepEqual(
        Object.keys(config).filter((setting) => !settings.includes(setting)),
        [],
      )
      for (const url of [config.publicUrl, ...config.corsOrigin])
        assert.ok(url === undefined || new URL(url).origin === url)
      for (const host of [config.host, config.httpHost])
        assert.ok(URL.canParse(`http://${host.includes(':') ? `[${host}]` : host}`))
    }),
    { numRuns: 1000 },
  )

  assert.ok(tried.taken > 0 && tried.refused > 0, 'both have been tried')
})

test('a secret that is put where a setting belongs is not told', () => {
  const marker = 'never-to-be-told'
  const isNamed = (schema: TSchema): boolean => Type.IsInteger(schema) || Type.IsBoolean(schema) || Type.IsEnum(schema)
  const notNamed = settings.filter((setting) => !isNamed(Settings.properties[setting as keyof Config]))
  fc.assert(
    fc.property(fc.constantFrom(...notNamed), fc.boolean(), (setting, asFlag) => {
      const text = `https://user:${marker}@example.com/ `
      const given = asFlag
        ? { flags: [`${flagOf(setting)}=${text}`], env: {} }
        : { flags: [], env: { [variableOf(setting)]: text } }
      try {
        readConfig(given)
      } catch (error) {
        assert.ok(!String(error).includes(marker), String(error))
      }
    }),
  )
})

test('with the well-known credentials, nothing is taken for loopback that is another address', () => {
  const byte = fc.nat({ max: 255 })
  const loopbacks = ['localhost', 'LOCALHOST', '127.0.0.1', '127.255.255.254', '::1', '0:0:0:0:0:0:0:1']
  const others = [
    '0.0.0.0',
    '::',
    '::ffff:8.8.8.8',
    'localhost.example.com',
    '127.example.com',
    '127.0.0.1.example.com',
    '1.127.0.0',
  ]
  const host = fc.oneof(
    fc.constantFrom(...loopbacks, ...others),
    fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.')),
    fc.ipV6(),
    fc.domain(),
  )
  const isLoopback = (name: string): boolean => loopbacks.includes(name) || /^127(\.\d+){3}$/.test(name)

  fc.assert(
    fc.property(host, (name) => {
      const given = { host: name, httpHost: 'localhost' }
      if (isLoopback(name)) assert.doesNotThrow(() => refuseWellKnownBeyondLoopback(given, true))
      // Written otherwise, it may still be loopback: to refuse that harms nobody.
      else if (!/^[0:.]*1$/.test(name)) assert.throws(() => refuseWellKnownBeyondLoopback(given, true), StartError)
    }),
    { numRuns: 500 },
  )
})
