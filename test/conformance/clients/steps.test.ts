import assert from 'node:assert/strict'
import { test } from 'node:test'
import { steps, type Told } from '../../../conformance/clients/steps.ts'

const key = (secret: string): string =>
  `IR@12345678-0000-0000-0000-000000000000@story-factory@ServiceEndpoint=story-factory.westeurope.datafactory.azure.net@${secret.repeat(43)}=`
const token = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`

/** A story in which all holds. */
const whole: Readonly<Record<string, Told>> = {
  versions: { client: '1.0.0' },
  'sign in': {},
  group: { id: '/subscriptions/s/resourceGroups/story-group' },
  factory: {
    id: '/subscriptions/s/resourceGroups/story-group/providers/Microsoft.DataFactory/factories/story-factory',
  },
  runtime: { id: '/x/factories/story-factory/integrationruntimes/story-runtime' },
  status: { state: 'NeedRegistration' },
  'list keys': { authKey1: key('a'), authKey2: key('b') },
  regenerate: { authKey1: null, authKey2: key('c') },
  'list again': { authKey1: key('a'), authKey2: key('c') },
  'activity log': { status: 'Succeeded', key: '2' },
  'throttled once': { authKey1: key('d') },
  delete: {},
  'managed identity': { token: token({ appid: '66666666-6666-6666-6666-666666666666' }) },
  'device code': { message: 'Enter the code ABC.' },
  person: { token: token({ unique_name: 'admin@lazulite.local' }) },
}

const tell = (story: Readonly<Record<string, Told>>): void => {
  const past = new Map<string, Told>()
  for (const { name, holds } of steps) {
    holds?.(story[name] ?? {}, past)
    past.set(name, story[name] ?? {})
  }
}

test('a story in which all holds is taken', () => {
  assert.deepEqual(
    Object.keys(whole),
    steps.map(({ name }) => name),
  )
  tell(whole)
})

for (const [what, step, told, words] of [
  [
    'of another group',
    'group',
    { id: '/subscriptions/s/resourceGroups/other' },
    /its id is .*other, which does not end/,
  ],
  ['without a state', 'status', {}, /its state is undefined, not NeedRegistration/],
  ['with one key twice', 'list keys', { authKey1: key('a'), authKey2: key('a') }, /both keys are the same/],
  ['with a key cut short', 'list keys', { authKey1: key('a'), authKey2: 'IR@' }, /authKey2 is IR@, and no key/],
  ['that regenerates nothing', 'regenerate', { authKey2: key('b') }, /authKey2 is the one of "list keys"/],
  ['that is answered with both', 'regenerate', { authKey1: key('a'), authKey2: key('c') }, /authKey1 was answered/],
  ['that changes the other key', 'list again', { authKey1: key('x'), authKey2: key('c') }, /authKey1 has changed, too/],
  ['that keeps another key', 'list again', { authKey1: key('a'), authKey2: key('b') }, /not the one that was answered/],
  ['whose rotation nobody has told', 'activity log', { status: 'Succeeded', key: '1' }, /Succeeded, generation 1/],
  ['that is never let through', 'throttled once', { authKey1: key('a') }, /authKey1 is the one of "list keys"/],
  ['of somebody else', 'managed identity', { token: token({ appid: 'x' }) }, /appid of the token is x, not 666/],
  ['without a token', 'person', {}, /unique_name of the token is undefined, not admin/],
  ['that asks nobody', 'device code', {}, /there is no message/],
] as const) {
  test(`a story ${what} does not hold at "${step}"`, () => {
    assert.throws(() => tell({ ...whole, [step]: told }), words)
  })
}
