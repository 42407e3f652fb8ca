import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { after, describe, type TestContext, test } from 'node:test'
import { startLazulite } from 'lazulite'
import { eventually, keyFileIn, stateOf, tellAgent } from '../../support/agents.ts'
import { givenARuntime } from '../../support/azureClients.ts'
import { lazulite, run } from '../../support/program.ts'
import { temporaryFolder } from '../../support/temporaryFolder.ts'
import { givenARuntimeOf, givenAServer, sayWhere, stateIn } from './support.ts'

const server = await givenAServer({ after })

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? ''

describe('an agent', { concurrency: 4 }, () => {
  test('registers, says so, and keeps what it is known by for its owner alone, without the key', async (t) => {
    const { names, secrets, working, nodeStates } = await givenARuntimeOf(t, server)

    const { stdout, stderr, state } = await working('NODE-1')

    assert.equal(stdout(), `NODE-1 is a node of ${names[2]} in ${names[1]}.\n`)
    assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
    assert.equal(statSync(state).mode & 0o777, 0o600)
    for (const secret of secrets) assert.ok(!`${readFileSync(state, 'utf8')}${stdout()}${stderr()}`.includes(secret))
  })

  test('that was killed takes up its registration again', async (t) => {
    const { working, nodeStates } = await givenARuntimeOf(t, server)
    const first = await working('NODE-1')
    const { nodeId } = stateIn(first.state)
    first.kill('SIGKILL')
    await first.ended

    const second = await working('NODE-1')

    assert.equal(stateIn(second.state).nodeId, nodeId)
    assert.ok(!second.stderr().includes('registered'), 'it shows no key again')
    assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
  })

  test('is the only one with its state', async (t) => {
    const { start, working } = await givenARuntimeOf(t, server)
    const first = await working('NODE-1')

    const second = start('NODE-1')

    assert.equal((await second.ended).code, 1)
    assert.match(second.stderr(), /^lazulite: another agent works with \S+NODE-1\.state: .*--state\n$/)
    first.kill('SIGTERM')
    assert.deepEqual(await first.ended, { code: 0, signal: null })
  })

  test('takes its key from standard input, too', async (t) => {
    const { folder, keys, secrets, nodeStates } = await givenARuntimeOf(t, server)
    const flags = ['--key-file=-', '--name=NODE-1', `--state=${stateOf(folder, 'NODE-1')}`, `--data=${server.data}`]
    const script = `exec "$@" < '${keys.two}'`

    const agent = run(t, ['/bin/sh', '-c', script, 'sh', ...lazulite, 'node', 'run', ...flags])
    await agent.firstLine

    assert.match(agent.stderr(), /"authKey":\{"name":"authKey2","generation":1\}/)
    assert.ok(!agent.stderr().includes(secrets[1] ?? ''))
    assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
  })

  for (const scheme of ['https', 'http'] as const) {
    test(`finds a server by its address of ${scheme}, and leaves it by that`, async (t) => {
      const { working, nodeStates } = await givenARuntimeOf(t, server)
      const { url, httpUrl } = server.azure
      const address =
        scheme === 'https' ? [`--server=${url}`, `--ca=${join(server.data, 'ca.pem')}`] : [`--server=${httpUrl}`]

      const agent = await working('NODE-1', { server: address })

      assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
      assert.equal((await tellAgent(t, agent, ['leave'])).code, 0)
      assert.deepEqual(await nodeStates(), {})
    })
  }

  test('whose node was taken away registers anew, with the key that its file has by then', async (t) => {
    const { keys, working, regenerate, deleteNode, nodeStates } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')
    const { nodeId } = stateIn(agent.state)
    copyFileSync(await regenerate('authKey1', 'fresh'), keys.one)

    await deleteNode('NODE-1')
    await eventually('it is back', async () => (await nodeStates())['NODE-1'] === 'Online')

    assert.match(agent.stderr(), /does not know this node any more; registering anew.*\n.*"generation":2.*"registered"/)
    assert.notEqual(stateIn(agent.state).nodeId, nodeId)
  })

  test('whose node was taken away ends where its key is no good any more, in the server’s words', async (t) => {
    const { working, regenerate, deleteNode } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')
    await regenerate('authKey1', 'fresh')

    await deleteNode('NODE-1')

    assert.equal((await agent.ended).code, 1)
    assert.match(
      lastLine(agent.stderr()),
      /^lazulite: the server refuses to register NODE-1: This is generation 1 of authKey1/,
    )
  })

  test('waits for a server that is not there yet, says so once, and stops at once when it is told to', async (t) => {
    const { start, nodeStates } = await givenARuntimeOf(t, server)
    const data = temporaryFolder(t)
    const waiting = start('NODE-1', { server: [`--data=${data}`] })
    const stopping = start('NODE-2', { server: [`--data=${data}`] })
    await eventually('both wait', () => [waiting, stopping].every(({ stderr }) => stderr().includes('trying again')))

    stopping.kill('SIGINT')
    copyFileSync(join(server.data, 'ready.json'), join(data, 'ready.json'))
    await waiting.firstLine

    assert.deepEqual(await stopping.ended, { code: 0, signal: null })
    assert.equal(existsSync(stopping.state), false)
    assert.equal(waiting.stderr().split('trying again').length, 2, waiting.stderr())
    assert.match(waiting.stderr(), /no server is running on /)
    assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
  })

  test('stops at once while a server has taken its registration and says nothing', async (t) => {
    const { start } = await givenARuntimeOf(t, server)
    const silent = createServer((socket) => socket.resume().on('error', () => undefined)).listen(0, '127.0.0.1')
    t.after(() => silent.close())
    await once(silent, 'listening')
    const agent = start('NODE-1', { server: [`--server=http://127.0.0.1:${(silent.address() as AddressInfo).port}`] })
    await once(silent, 'connection')

    const begun = performance.now()
    agent.kill('SIGTERM')

    assert.deepEqual(await agent.ended, { code: 0, signal: null })
    assert.ok(performance.now() - begun < 10_000, 'it does not wait for the answer')
    assert.equal(existsSync(agent.state), false)
  })

  describe('that is registered and has no key', () => {
    const givenOne = async (t: TestContext) => {
      const given = await givenARuntimeOf(t, server)
      const first = await given.working('NODE-1')
      first.kill('SIGTERM')
      await first.ended
      const again = run(t, [...lazulite, 'node', 'run', `--state=${first.state}`, `--data=${server.data}`])
      await again.firstLine
      return { ...given, again, state: first.state }
    }

    test('takes up its registration again', async (t) => {
      const { again, nodeStates } = await givenOne(t)

      assert.match(again.stdout(), /^NODE-1 is a node of /)
      assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
    })

    test('ends in one clear line where the server has forgotten it', async (t) => {
      const { again, deleteNode } = await givenOne(t)

      await deleteNode('NODE-1')

      assert.equal((await again.ended).code, 1)
      assert.equal(
        lastLine(again.stderr()),
        'lazulite: the server does not know this node any more: give a key with --key-file, and it registers anew',
      )
    })
  })

  test('that is not registered says that it needs a key, and leaves nothing behind', async (t) => {
    const folder = temporaryFolder(t)

    const agent = run(t, [...lazulite, 'node', 'run', `--state=${stateOf(folder, 'NODE-1')}`, `--data=${server.data}`])

    assert.equal((await agent.ended).code, 1)
    assert.match(agent.stderr(), /^lazulite: --key-file is missing: [^\n]*\n$/)
    assert.deepEqual(readdirSync(folder), [])
  })

  test('is refused the state of another node, or a key of another runtime than its own', async (t) => {
    const [one, other] = [await givenARuntimeOf(t, server), await givenARuntimeOf(t, server)]
    const agent = await one.working('NODE-1')
    agent.kill('SIGTERM')
    await agent.ended
    const again = (name: string, keyFile: string) =>
      run(t, [
        ...lazulite,
        'node',
        'run',
        `--state=${agent.state}`,
        `--name=${name}`,
        `--key-file=${keyFile}`,
        `--data=${server.data}`,
      ])
    const before = readFileSync(agent.state, 'utf8')

    for (const program of [again('NODE-2', one.keys.one), again('NODE-1', other.keys.one)]) {
      assert.equal((await program.ended).code, 1)
      assert.match(
        program.stderr(),
        /^lazulite: \S+NODE-1\.state is of the node NODE-1 of Runtime-\w+: .*--state.* leave first\n$/,
      )
    }

    assert.equal(readFileSync(agent.state, 'utf8'), before)
  })

  test('ends in one line where its key is nobody’s, or open to all', async (t) => {
    const { keys, secrets, start, folder } = await givenARuntimeOf(t, server)
    const wrong = readFileSync(keys.one, 'utf8').replace(/@[^@]*$/, `@${'A'.repeat(43)}=`)
    const unknown = start('NODE-1', { keyFile: keyFileIn(folder, 'wrong', wrong) })
    chmodSync(keys.two, 0o644)
    const open = start('NODE-2', { keyFile: keys.two })

    assert.equal((await unknown.ended).code, 1)
    assert.match(
      unknown.stderr(),
      /^lazulite: the server refuses to register NODE-1: The authentication key is unknown: [^\n]*\n$/,
    )
    assert.equal((await open.ended).code, 1)
    assert.match(open.stderr(), /^lazulite: \S+two has mode 0644: others can read or change the key[^\n]*\n$/)
    for (const secret of [...secrets, 'A'.repeat(43)])
      assert.ok(!`${unknown.stderr()}${open.stderr()}`.includes(secret))
  })

  test('that follows its key is told why it is refused, once, and works again when it is rekeyed', async (t) => {
    const following = await givenAServer(t, { nodesFollowKeys: true })
    const { keys, working, regenerate, nodeStates } = await givenARuntimeOf(t, following)
    const agent = await working('NODE-1')

    await regenerate('authKey1', 'fresh')
    await eventually('it has been refused', () => agent.stderr().includes('nodes follow their keys'))
    const { stdout } = await tellAgent(t, agent, ['rekey', `--key-file=${keys.two}`])
    await eventually('it works again', () => agent.stderr().includes('the server answers again'))

    assert.match(stdout, /^NODE-1 has authKey2 of \S+ now, generation 1\.\n$/)
    assert.equal(agent.stderr().split('nodes follow their keys').length, 2, agent.stderr())
    assert.deepEqual(await nodeStates(), { 'NODE-1': 'Online' })
  })

  test('finds a server by its data folder that was started anew on other ports', async (t) => {
    const data = temporaryFolder(t)
    const first = await startLazulite({ data })
    t.after(() => first.close())
    await sayWhere(first, data)
    await givenARuntime(first)
    const { working } = await givenARuntimeOf(t, { azure: first, data })
    const agent = await working('NODE-1')

    await first.close()
    await eventually('it has missed it', () => agent.stderr().includes('trying again'))
    const second = await startLazulite({ data })
    t.after(() => second.close())
    await sayWhere(second, data)
    await eventually('it has found it', () => agent.stderr().includes('answers again'))

    assert.notEqual(second.url, first.url)
  })
})
