import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { root } from '../../conformance/clients/root.ts'
import type { ReadyLine } from '../../src/ready.ts'
import { sampleRegenerateUrl } from '../support/documentedSample.ts'
import { owner, tenantId } from '../support/known.ts'
import { run } from '../support/program.ts'
import { fetchToken, request } from '../support/request.ts'

const folder = mkdtempSync(join(tmpdir(), 'lazulite-package-'))
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

/** Where somebody works who has installed the package, and nothing else. */
const user = join(folder, 'user')
const installed = join(user, 'node_modules/lazulite')

/** The Node that runs the tests comes first, whatever else the machine has. */
const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
const env = { ...process.env, PATH }
const execute = promisify(execFile)

/** Packs a copy, so that what is built for it is neither left in the checkout nor taken from there. */
const pack = async (): Promise<string> => {
  const copy = join(folder, 'checkout')
  const isLeftOut = (path: string): boolean =>
    dirname(path) === root && ['.git', '.lazulite', 'dist', 'node_modules'].includes(basename(path))
  cpSync(root, copy, { recursive: true, filter: (path) => !isLeftOut(path) })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  await execute('npm', ['pack', '--pack-destination', folder], { cwd: copy, env })
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  assert.ok(tarball)
  return join(folder, tarball)
}

describe('the package', () => {
  before(async () => {
    mkdirSync(user)
    writeFileSync(join(user, 'package.json'), '{"private":true}')
    const tarball = await pack()
    const flags = ['--prefer-offline', '--no-audit', '--no-fund']
    await execute('npm', ['install', ...flags, tarball], { cwd: user, env })
  })

  test('holds what runs, what describes it, and nothing else', () => {
    const files = readdirSync(installed, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1))
    const wanted =
      /^(bin\/lazulite\.js|dist\/.+\.(d\.ts|js|sql)|dist\/apiReference\/page\/.+|(CHANGELOG|README)\.md|LICENSE|package\.json)$/

    assert.deepEqual(
      files.filter((file) => !wanted.test(file)),
      [],
    )
    const needed = ['LICENSE', 'README.md', 'bin/lazulite.js', 'dist/index.js', 'dist/index.d.ts', 'dist/cli/index.js']
    for (const file of needed) assert.ok(files.includes(file), file)
    const scripts = (where: string) => readdirSync(join(where, 'store/migrations'))
    assert.deepEqual(scripts(join(installed, 'dist')), scripts(join(root, 'src')))
    for (const tool of ['typescript', '@azure/arm-datafactory', '@biomejs', 'fast-check', 'node']) {
      assert.equal(existsSync(join(user, 'node_modules', tool)), false, `${tool} is for development alone`)
    }
  })

  test('starts with npx, rotates a key, and stops with what Ctrl+C sends', async (t) => {
    const args = ['--json', '--port', '0', '--http-port', '0', '--data', 'data']
    const npx = run(t, ['npx', 'lazulite', 'start', ...args], { cwd: user, env: { PATH }, asGroup: true })
    const line = await npx.firstLine
    const { url, caFile }: ReadyLine = JSON.parse(line)
    const ca = readFileSync(caFile, 'utf8')

    const token = await fetchToken(url, { tenantId, ...owner }, ca)
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const rotated = await request(url + sampleRegenerateUrl, {
      method: 'POST',
      headers,
      body: '{"keyName":"authKey2"}',
      ca,
    })
    npx.kill('SIGINT')
    await npx.ended

    assert.deepEqual([rotated.status, Object.keys(JSON.parse(rotated.text))], [200, ['authKey2']])
    assert.equal(existsSync(join(user, 'data/ready.json')), false, 'the server has ended, and well')
    assert.match(npx.stderr(), /"msg":"stopping"/)
  })

  test('is a library for the tests of others', async () => {
    const program = `
      import { startLazulite } from 'lazulite'
      const azure = await startLazulite()
      const { token } = await azure.credential().getToken('https://management.azure.com/.default')
      const headers = { authorization: 'Bearer ' + token, 'content-type': 'application/json' }
      const rotated = await fetch(azure.httpUrl + ${JSON.stringify(sampleRegenerateUrl)},
        { method: 'POST', headers, body: '{"keyName":"authKey1"}' })
      console.log(rotated.status, Object.keys(await rotated.json()).join())
      await azure.close()`

    const args = ['--input-type=module', '--eval', program]
    const { stdout, stderr } = await execute(process.execPath, args, { cwd: user, env })

    assert.deepEqual([stdout, stderr], ['200 authKey1\n', ''])
  })

  test('has types that resolve, and that know every setting', async () => {
    writeFileSync(
      join(user, 'program.mts'),
      `import { type Lazulite, startLazulite } from 'lazulite'
       const azure: Lazulite = await startLazulite({ throttle: 'off', tokenLifetimeSeconds: 60 })
       const texts: readonly string[] = [azure.url, azure.ca, (await azure.credential().getToken('x')).token]
       // @ts-expect-error: there is no such setting
       await startLazulite({ prot: 1, texts })
       // @ts-expect-error: a setting has one type
       await startLazulite({ port: '1' })`,
    )
    const tsc = join(root, 'node_modules/typescript/bin/tsc')
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')]
    const flags = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', ...types]

    // Says what is wrong on standard output, which is then in the error.
    const checked = await execute(process.execPath, [tsc, ...flags, 'program.mts'], { cwd: user, env }).catch(
      (error: { readonly stdout: string }) => error,
    )
    assert.equal(checked.stdout, '')
  })
})
