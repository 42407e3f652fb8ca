import assert from 'node:assert/strict'
import { randomInt, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseRecordLine } from '../../src/core/audit/chainRecord.ts'
import { sampleRegenerateUrl, sampleRuntimeUrl } from '../support/documentedSample.ts'
import { owner, tenantId } from '../support/known.ts'
import { runLazulite, type Server, startProgram } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const workers = 16
const kills = 3

interface Rotations {
  /** Those that were sent, and not answered when the server went. */
  readonly begun: ReadonlySet<string>
  readonly answered: ReadonlySet<string>
}

/** Rotates from many sides at once, each rotation with a correlation id of its own, and kills the server amid that. */
const rotateAndKill = async ({ ready: { httpUrl }, kill, ended }: Server): Promise<Rotations> => {
  const token = await fetchToken(httpUrl, { tenantId, ...owner })
  const agent = new Agent({ keepAlive: true })
  const [begun, answered] = [new Set<string>(), new Set<string>()]
  const enough = randomInt(50, 500)
  const work = async (index: number): Promise<void> => {
    for (;;) {
      const id = randomUUID()
      begun.add(id)
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-ms-correlation-request-id': id,
      }
      const body = JSON.stringify({ keyName: index % 2 ? 'authKey1' : 'authKey2' })
      const answer = await request(httpUrl + sampleRegenerateUrl, { method: 'POST', headers, body, agent }).catch(
        () => undefined,
      )
      if (!answer) return
      assert.equal(answer.status, 200, answer.text)
      begun.delete(id)
      answered.add(id)
      if (answered.size === enough) kill('SIGKILL')
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, index) => work(index)))
  agent.destroy()
  await ended
  return { begun, answered }
}

/** The records of the sample's factory, as an export has them that verifies. */
const exported = async (t: TestContext, data: string) => {
  const folder = temporaryFolder(t)
  const [file, keyFile] = [join(folder, 'audit.jsonl'), join(folder, 'audit.pem')]
  const written = await runLazulite(t, ['audit', 'export', `--data=${data}`, `--output=${file}`])
  assert.equal(written.code, 0, written.stderr)
  const key = await runLazulite(t, ['audit', 'public-key', `--data=${data}`])
  assert.equal(key.code, 0, key.stderr)
  writeFileSync(keyFile, key.stdout)
  const verified = await runLazulite(t, ['audit', 'verify', file, '--public-key', keyFile])
  assert.equal(verified.code, 0, verified.stderr)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"hash"'))
    .map(parseRecordLine)
    .filter(({ chain }) => chain.endsWith('/examplefactoryname'))
}

test('a server that is killed amid rotations has told of each that was answered, and of none that was not done', async (t) => {
  const data = temporaryFolder(t)
  const [answered, inFlight] = [new Set<string>(), new Set<string>()]

  for (let kill = 0; kill < kills; kill += 1) {
    const server = await startProgram(t, data, ['--throttle=off'])
    const rotations = await rotateAndKill(server)
    for (const id of rotations.answered) answered.add(id)
    for (const id of rotations.begun) inFlight.add(id)
  }

  const { ready } = await startProgram(t, data)
  const records = await exported(t, data)
  const token = await fetchToken(ready.httpUrl, { tenantId, ...owner })
  const usage = await request(`${ready.httpUrl}${sampleRuntimeUrl}/listAuthKeyUsage?api-version=2018-06-01`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  const told = records.map(({ entry }) => entry.correlationId)
  t.diagnostic(`${answered.size} rotations were answered, ${inFlight.size} were under way, ${told.length} are told`)
  assert.equal(new Set(told).size, told.length, 'none is told twice')
  assert.deepEqual(
    [...answered].filter((id) => !told.includes(id)),
    [],
    'each that was answered is told',
  )
  assert.deepEqual(
    told.filter((id) => !answered.has(id) && !inFlight.has(id)),
    [],
    'and none that nobody has asked for',
  )
  assert.ok(inFlight.size <= kills * workers)
  assert.deepEqual(
    records.map(({ number }) => number),
    records.map((_, index) => index + 1),
    'the numbers have no gaps',
  )
  for (const name of ['authKey1', 'authKey2'] as const) {
    const marks = records.flatMap(({ entry }) => entry.authKeys).filter((key) => key.name === name)
    assert.deepEqual(
      marks.map(({ generation }) => generation),
      marks.map((_, index) => index + 2),
      'each generation is told once, in their order',
    )
    const current = JSON.parse(usage.text).keys.find(({ keyName }: { keyName: string }) => keyName === name)
    assert.deepEqual(
      [current.generation, current.fingerprint],
      [marks.at(-1)?.generation, marks.at(-1)?.fingerprint],
      'the last that is told is the one that is good',
    )
  }
})
