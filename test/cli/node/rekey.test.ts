import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { tellAgent } from '../../support/agents.ts'
import { givenARuntimeOf, givenAServer } from './support.ts'

const server = await givenAServer({ after })

describe('another key', { concurrency: 2 }, () => {
  test('is given to a node that is stopped, too, and its state stays as it is', async (t) => {
    const { keys, working } = await givenARuntimeOf(t, server)
    const agent = await working('NODE-1')
    agent.kill('SIGTERM')
    await agent.ended
    const before = readFileSync(agent.state, 'utf8')

    const { code, stdout, stderr } = await tellAgent(t, agent, ['rekey', `--key-file=${keys.two}`])

    assert.deepEqual([code, stderr], [0, ''])
    assert.match(stdout, /^NODE-1 has authKey2 of Runtime-\w+ now, generation 1\.\n$/)
    assert.equal(readFileSync(agent.state, 'utf8'), before)
  })

  test('that is superseded or of another runtime is refused in the server’s words', async (t) => {
    const [one, other] = [await givenARuntimeOf(t, server), await givenARuntimeOf(t, server)]
    const agent = await one.working('NODE-1')
    await one.regenerate('authKey2', 'fresh')

    const superseded = await tellAgent(t, agent, ['rekey', `--key-file=${one.keys.two}`])
    const foreign = await tellAgent(t, agent, ['rekey', `--key-file=${other.keys.one}`])

    assert.deepEqual([superseded.code, foreign.code], [1, 1])
    assert.match(superseded.stderr, /^lazulite: the server refuses to rekey NODE-1: This is generation 1 of authKey2 /)
    assert.match(
      foreign.stderr,
      /^lazulite: the server refuses to rekey NODE-1: This is authKey1 of .* but the node is one of /,
    )
  })

  test('needs a node that is registered', async (t) => {
    const { folder, keys } = await givenARuntimeOf(t, server)
    const state = join(folder, 'none')

    const { code, stderr } = await tellAgent(t, { state }, ['rekey', `--key-file=${keys.one}`])

    assert.equal(code, 1)
    assert.equal(
      stderr,
      `lazulite: there is no ${state}, and so no node that is registered: say with --state where it keeps its own\n`,
    )
  })
})
