import assert from 'node:assert/strict'
import { DatabaseSync } from 'node:sqlite'
import { type TestContext, test } from 'node:test'
import { auditNews } from '../support/auditReader.ts'
import { factoryUrl, runtimeUrl } from '../support/known.ts'
import { fileOf } from '../support/openTemporaryStore.ts'
import type { Service } from '../support/shareService.ts'
import { startService } from '../support/startService.ts'

/** What somebody does to the rows of a runtime's keys who can write to the database; `:uid` is the runtime. */
const tamperings: Readonly<Record<string, string>> = {
  'changes a character of what is sealed': `
    update auth_key_generations set sealed = substr(sealed, 1, length(sealed) - 5)
           || case substr(sealed, -5, 1) when 'A' then 'B' else 'A' end || substr(sealed, -4)
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'cuts what is sealed': `
    update auth_key_generations set sealed = substr(sealed, 1, 60)
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'empties what is sealed': `
    update auth_key_generations set sealed = '' where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'takes away what is sealed': `
    update auth_key_generations set sealed = null where runtime_uid = :uid and name = 'authKey1'`,
  'puts the other key in its place': `
    update auth_key_generations set sealed = (select sealed from auth_key_generations other
           where other.runtime_uid = :uid and other.name = 'authKey2' and other.sealed is not null)
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'puts the key of another runtime in its place': `
    update auth_key_generations set sealed = (select sealed from auth_key_generations other
           where other.runtime_uid <> :uid and other.name = 'authKey1' and other.sealed is not null)
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'puts the key of before in its place': `
    update auth_key_generations set sealed = (select kept from before)
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
  'makes the key of before the current one again': `
    update auth_key_generations set sealed = null where runtime_uid = :uid and name = 'authKey1';
    update auth_key_generations set sealed = (select kept from before), superseded_time = null
     where runtime_uid = :uid and name = 'authKey1' and generation = 1`,
  'deletes the key that is good': `
    delete from auth_key_generations where runtime_uid = :uid and name = 'authKey1' and generation = 2`,
  'deletes the key and all before it': `
    delete from auth_key_generations where runtime_uid = :uid and name = 'authKey1'`,
  'gives it the fingerprint of the key of before': `
    update auth_key_generations set fingerprint = (select fingerprint from before)
     where runtime_uid = :uid and name = 'authKey1'`,
  'empties its fingerprint': `
    update auth_key_generations set fingerprint = '' where runtime_uid = :uid and name = 'authKey1'`,
  'says that the key of before was never superseded': `
    update auth_key_generations set superseded_time = null, fingerprint = case generation when 1 then fingerprint else '' end
     where runtime_uid = :uid and name = 'authKey1'`,
  'numbers it anew': `
    update auth_key_generations set generation = 7
     where runtime_uid = :uid and name = 'authKey1' and sealed is not null`,
}

/** A runtime whose first key is in its second generation, and what the first generation had in the database. */
const given = async (t: TestContext) => {
  const azure = await startService(t)
  const { body: another } = await azure
    .givenARuntime()
    .then(() =>
      azure.send('PUT', runtimeUrl.replace('Runtime-1', 'Another-1'), { body: { properties: { type: 'SelfHosted' } } }),
    )
  assert.ok(another.id)
  const { authKey1: old } = await azure.listAuthKeys()
  const uid: string = old.split('@')[1]
  using db = new DatabaseSync(fileOf(azure.store))
  db.prepare(`create table before as select sealed as kept, fingerprint from auth_key_generations
               where runtime_uid = ? and name = 'authKey1'`).run(uid)
  await azure.regenerateAuthKey('authKey1')
  return { azure, uid, old }
}

const tamper = ({ store }: Service, uid: string, statement: string): void => {
  using db = new DatabaseSync(fileOf(store))
  for (const one of statement.split(';')) assert.equal(db.prepare(one).run({ uid }).changes > 0, true, one)
}

const verify = (azure: Service, authKey: string) =>
  azure.send('POST', '/nodes/v1/keys/verify', { body: { authKey }, query: '' })

for (const [what, statement] of Object.entries(tamperings)) {
  test(`whoever ${what} in the database is found out: no key is shown, and the audit tells`, async (t) => {
    const { azure, uid, old } = await given(t)
    const keys = await azure.listAuthKeys()
    tamper(azure, uid, statement)
    const news = await auditNews(azure)

    const { status, body } = await azure.send('POST', `${runtimeUrl}/listAuthKeys`)

    assert.equal(status, 500)
    assert.equal(body.error.code, 'StoredSecretBroken')
    assert.match(body.error.message, /^The stored secret of authKey1(, generation \d,)? of the integration runtime /)
    assert.doesNotMatch(JSON.stringify(body), /IR@/)
    const [entry, ...more] = await news()
    assert.deepEqual(more, [])
    assert.deepEqual(
      [entry?.chain, entry?.outcome, entry?.status, entry?.code, entry?.authKeys],
      [factoryUrl.toLowerCase(), 'Failed', 500, 'StoredSecretBroken', []],
    )
    assert.match(entry?.broken ?? '', new RegExp(`^authKey1(, generation \\d,)? of the integration runtime ${uid}$`))

    const before = await verify(azure, old)
    assert.ok(before.status === 500 || before.body.isValid === false, 'the key of before is good for nothing')
    assert.equal((await verify(azure, keys.authKey2)).body.isValid, true, 'the other one is good')
  })

  test(`where somebody ${what}, the other key is rotated as ever, and rotating this one heals it`, async (t) => {
    const { azure, uid } = await given(t)
    tamper(azure, uid, statement)

    const two = await azure.regenerateAuthKey('authKey2')
    const one = await azure.regenerateAuthKey('authKey1')

    assert.deepEqual(await azure.listAuthKeys(), { ...one, ...two })
    for (const key of [one.authKey1, two.authKey2]) assert.equal((await verify(azure, key)).body.isValid, true)
  })
}
