import assert from 'node:assert/strict'

/** What a client's program says of a step. */
export type Told = Readonly<Record<string, unknown>>

/** What it has said of the steps before, by their names. */
export type Past = ReadonlyMap<string, Told>

export interface Step {
  readonly name: string
  /** Not every client can do it. */
  readonly isOptional?: boolean
  /** @throws AssertionError naming what does not hold. */
  holds?(told: Told, past: Past): void
}

const key =
  /^IR@[0-9a-f-]{36}@story-factory@ServiceEndpoint=story-factory\.westeurope\.datafactory\.azure\.net@[\w+/]{43}=$/

const isKey = (told: Told, name: 'authKey1' | 'authKey2'): void =>
  assert.ok(key.test(String(told[name])), `${name} is ${told[name]}, and no key`)

/** In any letter case, as ids are compared. */
const endsWith =
  (end: string) =>
  ({ id }: Told): void =>
    assert.ok(String(id).toLowerCase().endsWith(end.toLowerCase()), `its id is ${id}, which does not end with ${end}`)

/** Clients with types show what was not answered as null, or leave it out. */
const isAlone = (told: Told, name: 'authKey1' | 'authKey2', past: Past): void => {
  const other = name === 'authKey1' ? 'authKey2' : 'authKey1'
  isKey(told, name)
  assert.ok(told[other] == null, `${other} was answered as well`)
  for (const [step, before] of past) assert.ok(before[name] !== told[name], `${name} is the one of "${step}"`)
}

/** Those of the built-in world. */
const managedIdentity = '66666666-6666-6666-6666-666666666666'
const person = 'admin@lazulite.local'

/** Whether a token has a claim. */
const isFor = (claim: Readonly<Record<string, string>>, token: unknown): void => {
  const [, claims = ''] = String(token).split('.')
  const all = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}')
  for (const [name, value] of Object.entries(claim)) {
    assert.ok(all[name] === value, `${name} of the token is ${all[name]}, not ${value}`)
  }
}

/** The story that each client tells, and what must hold in it. */
export const steps: readonly Step[] = [
  { name: 'versions' },
  { name: 'sign in' },
  { name: 'group', holds: endsWith('/resourceGroups/story-group') },
  { name: 'factory', holds: endsWith('/factories/story-factory') },
  { name: 'runtime', holds: endsWith('/integrationRuntimes/story-runtime') },
  {
    name: 'status',
    holds: ({ state }) => assert.ok(state === 'NeedRegistration', `its state is ${state}, not NeedRegistration`),
  },
  {
    name: 'list keys',
    holds: (told) => {
      isKey(told, 'authKey1')
      isKey(told, 'authKey2')
      assert.ok(told.authKey1 !== told.authKey2, 'both keys are the same')
    },
  },
  { name: 'regenerate', holds: (told, past) => isAlone(told, 'authKey2', past) },
  {
    name: 'list again',
    holds: (told, past) => {
      assert.ok(told.authKey1 === past.get('list keys')?.authKey1, 'authKey1 has changed, too')
      assert.ok(told.authKey2 === past.get('regenerate')?.authKey2, 'authKey2 is not the one that was answered')
    },
  },
  {
    name: 'activity log',
    isOptional: true,
    holds: ({ status, key }) =>
      assert.ok(status === 'Succeeded' && key === '2', `it says of the rotation: ${status}, generation ${key}`),
  },
  { name: 'throttled once', holds: (told, past) => isAlone(told, 'authKey1', past) },
  { name: 'delete' },
  { name: 'managed identity', isOptional: true, holds: ({ token }) => isFor({ appid: managedIdentity }, token) },
  {
    name: 'device code',
    isOptional: true,
    holds: ({ message }) => assert.ok(typeof message === 'string', 'there is no message for the person'),
  },
  { name: 'person', isOptional: true, holds: ({ token }) => isFor({ unique_name: person }, token) },
]
