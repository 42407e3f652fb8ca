import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { root } from '../conformance/clients/root.ts'

/** Who may import whom. A folder of `src`, or a file beside its folders, that is not here fails the test. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['node:crypto'],
  schemas: ['core', 'typebox'],
  operations: ['core', 'schemas', 'typebox'],
  store: ['core', 'lockFile.ts', 'node:crypto', 'node:fs', 'node:path', 'node:sqlite', 'node:timers/promises'],
  arm: ['core', 'faults', 'operations', 'fastify', 'typebox', 'typebox/compile'],
  openApi: ['arm', 'core', 'operations', 'schemas', 'typebox', 'node:http'],
  apiReference: ['arm', 'core', 'gzipReplies.ts', 'openApi', 'fastify', 'node:fs', 'node:path'],
  nodes: ['arm', 'core', 'fastify', 'typebox', 'node:crypto'],
  entra: ['core', 'jwt', 'cookie', 'fastify', 'jose', 'node:crypto', 'node:http'],
  jwt: ['core', 'jose', 'node:crypto'],
  issuers: ['core', 'faults', 'jwt', 'yamlFile', 'jose', 'typebox', 'node:util'],
  yamlFile: ['core', 'faults', 'yaml', 'node:fs'],
  tls: [
    'core',
    'http',
    'wholeFile.ts',
    '@peculiar/x509',
    'reflect-metadata',
    'node:crypto',
    'node:fs/promises',
    'node:net',
    'node:path',
    'node:tls',
  ],
  masterKey: [
    'core',
    'requirePrivate.ts',
    'wholeFile.ts',
    '@azure/identity',
    '@azure/keyvault-keys',
    'node:crypto',
    'node:fs/promises',
    'node:path',
    'node:process',
  ],
  // It speaks HTTP alone, and has nothing of the server.
  nodeAgent: [
    'core',
    'errorIn.ts',
    'lockFile.ts',
    'requirePrivate.ts',
    'sendJson.ts',
    'wholeFile.ts',
    'pino',
    'typebox',
    'typebox/value',
    'node:fs',
    'node:fs/promises',
    'node:os',
    'node:stream/consumers',
    'node:timers/promises',
    'node:tls',
  ],
  http: ['core', 'node:http', 'node:https', 'node:net', 'node:stream', 'node:timers/promises'],
  faults: ['core', 'typebox', 'typebox/value'],
  config: ['core', 'faults', 'typebox', 'typebox/value', 'node:net'],
  world: ['core', 'faults', 'schemas', 'yamlFile', 'typebox', 'node:crypto'],
  cli: [
    'core',
    'config',
    'faults',
    'nodeAgent',
    'world',
    'machine.ts',
    'main.ts',
    'logger.ts',
    'errorIn.ts',
    'ready.ts',
    'sendJson.ts',
    'wholeFile.ts',
    'rewrapKeyring.ts',
    'typebox',
    'node:child_process',
    'node:crypto',
    'node:events',
    'node:fs',
    'node:fs/promises',
    'node:https',
    'node:net',
    'node:path',
    'node:timers/promises',
    'node:tls',
  ],
  scripts: [
    'config',
    'core',
    'nodes',
    'openApi',
    'operations',
    'node:child_process',
    'node:fs',
    'node:fs/promises',
    'node:path',
  ],
  conformance: [
    'core',
    'faults',
    'index.ts',
    'openApi',
    'operations',
    'ready.ts',
    'world',
    'ajv-formats',
    'ajv/dist/2020.js',
    'typebox',
    'yaml',
    'node:assert/strict',
    'node:child_process',
    'node:fs',
    'node:fs/promises',
    'node:http',
    'node:https',
    'node:net',
    'node:os',
    'node:path',
    'node:readline',
    'node:timers/promises',
    'node:util',
    'node:zlib',
  ],

  'errorIn.ts': ['core', 'sendJson.ts'],
  'lockFile.ts': ['node:fs', 'node:sqlite'],
  'requirePrivate.ts': ['core', 'node:process'],
  'sendJson.ts': ['core', 'node:http', 'node:https'],
  'wholeFile.ts': ['node:fs/promises', 'node:path', 'node:process'],
  'dataFolder.ts': ['core', 'wholeFile.ts', 'node:fs/promises', 'node:path'],
  'gzipReplies.ts': ['fastify', '@fastify/accept-negotiator', 'node:stream', 'node:util', 'node:zlib'],
  'pages.ts': ['fastify', '@fastify/cors'],
  'requestLog.ts': ['core', 'fastify'],
  'certificatesFor.ts': ['config', 'machine.ts', 'tls'],
  'everyDay.ts': ['pino'],
  'keepHouse.ts': ['certificatesFor.ts', 'config', 'core', 'everyDay.ts', 'http', 'pino'],
  'serverKeys.ts': ['core', 'entra', 'machine.ts'],
  'logger.ts': ['pino', 'pino-pretty'],
  'ready.ts': ['core', 'wholeFile.ts', 'world', 'typebox', 'typebox/value', 'node:fs/promises', 'node:path'],
  'server.ts': [
    'apiReference',
    'arm',
    'core',
    'entra',
    'gzipReplies.ts',
    'nodes',
    'pages.ts',
    'requestLog.ts',
    'fastify',
  ],
  'main.ts': [
    'arm',
    'certificatesFor.ts',
    'config',
    'core',
    'dataFolder.ts',
    'entra',
    'keepHouse.ts',
    'http',
    'issuers',
    'machine.ts',
    'masterKey',
    'ready.ts',
    'server.ts',
    'serverKeys.ts',
    'store',
    'world',
    'fastify',
    'pino',
    'node:path',
  ],
  'rewrapKeyring.ts': ['core', 'machine.ts', 'masterKey', 'store', 'node:fs', 'node:path'],
  'machine.ts': ['core', 'jose', 'node:crypto', 'node:util'],
  'index.ts': ['config', 'logger.ts', 'main.ts', 'ready.ts', 'jose', 'node:fs/promises', 'node:os', 'node:path'],
}

/** Longer than 150 lines, each with its reason. */
const longFiles: readonly string[] = []

interface Source {
  /** From the root of the project. */
  readonly name: string
  /** The folder right below `src`, or the file itself where it lies beside these; else the folder right below the root. */
  readonly place: string
  readonly text: string
}

const placeOf = (path: string): string => {
  const [top = path, below = ''] = path.split(/[/\\]/)
  return top === 'src' ? below : top
}
const sourcesIn = (top: string): readonly Source[] =>
  readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(top, name))
    .map((name) => ({ name, place: placeOf(name), text: readFileSync(join(root, name), 'utf8') }))

const program = sourcesIn('src')
const tools = [...sourcesIn('conformance'), ...sourcesIn('scripts')]
const sources = [...program, ...tools]

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** The places and packages that a file imports, however it spells the import. */
const importsOf = ({ name, text }: Source): string[] => {
  const spelt = /\bfrom\s*(['"])([^'"]+)\1|\bimport\s*\(?\s*(['"`])([^'"`]+)\3/g
  return [...withoutComments(text).matchAll(spelt)]
    .map((match) => match[2] ?? match[4] ?? '')
    .map((specifier) => (specifier.startsWith('.') ? placeOf(join(dirname(name), specifier)) : specifier))
}

test('the test sees imports however they are spelt', () => {
  const text = `import a from './b.ts'\nimport "./c.ts"\nexport * from "d"\nconst e = await import(\`e\`)\nimport {\n  f,\n} from 'f'`
  assert.deepEqual(importsOf({ name: 'src/core/x.ts', place: 'core', text }), ['core', 'core', 'd', 'e', 'f'])
})

for (const [place, allowed] of Object.entries(mayImport)) {
  test(`${place} imports only ${allowed.join(', ')}`, () => {
    const within = sources.filter((source) => source.place === place)
    const imports = within.flatMap((source) => importsOf(source).map((from) => ({ name: source.name, from })))

    assert.ok(within.length > 0, 'it is there')
    assert.ok(imports.length > 0, 'the test sees imports at all')
    for (const { name, from } of imports) assert.ok(from === place || allowed.includes(from), `${name} imports ${from}`)
  })
}

test('every folder of src, every file beside these, and each folder of tools is in the table', () => {
  assert.deepEqual([...new Set(sources.map(({ place }) => place))].sort(), Object.keys(mayImport).sort())
})

test('no file is longer than 150 lines without a reason', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > 151).map(({ name }) => name)
  assert.deepEqual(long, longFiles)
})

const readsTheOutside =
  /\bDate\.now\(|\bnew Date\(\)|\bDate\(\)|\bperformance\.|\bhrtime\b|\bMath\.random\(|\bprocess\.env\b|\bcrypto\.(?:random|getRandom|generate|subtle)|import\s+(?!type\b)[*\w][^'"]*from\s*['"]node:crypto|import\s*\{[^}]*\b(?:random|generate|getRandom)\w*[^}]*\}\s*from\s*['"]node:crypto/

test('the clock, the dice and the environment are passed in', () => {
  const reading = program.filter(
    ({ place, text }) => place !== 'machine.ts' && readsTheOutside.test(withoutComments(text)),
  )
  assert.deepEqual(
    reading.map(({ name }) => name),
    [],
  )
})

for (const text of [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'process.env.HOME',
  "import { randomBytes } from 'node:crypto'",
  'import { createHash, generateKeyPair } from "node:crypto"',
  "import crypto from 'node:crypto'",
  "import * as crypto from 'node:crypto'",
]) {
  test(`'${text}' counts as reading the outside`, () => assert.match(text, readsTheOutside))
}

test('no code leaves work undone or switches a check off', () => {
  const undone = sources.filter(({ text }) => /\b(TODO|FIXME|XXX)\b|rejectUnauthorized: *false/.test(text))
  assert.deepEqual(
    undone.map(({ name }) => name),
    [],
  )
})
