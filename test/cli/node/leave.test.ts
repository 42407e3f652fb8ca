import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setStateAside } from '../../../src/nodeAgent/nodeState.ts'
import { tellAgent } from '../../support/agents.ts'
import { givenARuntimeOf, givenAServer } from './support.ts'

const server = await givenAServer({ after })

describe('a node', { concurrency: 2 }, () => {
  test('that leaves frees its place, and the agent that works as it ends well', async (t) => {
    const { working, nodeStates } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')

    const { code, stdout, stderr } = await tellAgent(t, agent, ['leave'])

    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^NODE-1 has left Runtime-\w+\.\n$/)
    assert.equal(existsSync(agent.state), false)
    assert.deepEqual(await nodeStates(), {})
    assert.deepEqual(await agent.ended, { code: 0, signal: null })
    assert.deepEqual(await nodeStates(), {}, 'it has not come back')
  })

  test('that the server does not know any more leaves nothing behind', async (t) => {
    const { working, deleteNode } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')
    agent.kill('SIGTERM')
    await agent.ended
    await deleteNode('NODE-1')

    const { code, stdout } = await tellAgent(t, agent, ['leave'])

    assert.equal(code, 0)
    assert.equal(stdout, `The server did not know NODE-1 any more; ${agent.state} is removed.\n`)
    assert.equal(existsSync(agent.state), false)
  })

  test('stays what it is where its server does not answer', async (t) => {
    const gone = await givenAServer(t)
    const { working } = await givenARuntimeOf(t, gone)
    const agent = await working('NODE-1', { server: [`--server=${gone.azure.httpUrl}`] })
    agent.kill('SIGTERM')
    await agent.ended
    await gone.azure.close()
    const before = readFileSync(agent.state, 'utf8')

    const { code, stderr } = await tellAgent(t, agent, ['leave'])

    assert.equal(code, 1)
    assert.match(stderr, /^lazulite: http:\S+ gives no answer: [^\n]*ECONNREFUSED[^\n]*\n$/)
    assert.equal(readFileSync(agent.state, 'utf8'), before)
  })

  test('whose leaving was cut short leaves by the same command', async (t) => {
    const { working, nodeStates } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')
    agent.kill('SIGTERM')
    await agent.ended
    await setStateAside(agent.state)

    const { code, stdout } = await tellAgent(t, agent, ['leave'])

    assert.equal(code, 0)
    assert.match(stdout, /^NODE-1 has left /)
    assert.deepEqual(await nodeStates(), {})
  })

  test('that never was is told of', async (t) => {
    const { folder } = await givenARuntimeOf(t, server)
    const state = join(folder, 'none')

    const { code, stderr } = await tellAgent(t, { state }, ['leave'])

    assert.equal(code, 1)
    assert.match(stderr, /^lazulite: there is no \S+none, and so no node that is registered: [^\n]*\n$/)
  })
})
