import { createHash, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import packed, { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { temporaryFolder } from '../../support/temporaryFolder.ts'

/**
 * A real browser for all the tests of a file, closed after the last of them: headless Chromium, out of a package on Linux,
 * elsewhere the Chrome of the machine. Same-origin policy and CORS hold in it as they do for people.
 *
 * @param ca the authority, in PEM, whose certificates it takes, beside those that every browser takes.
 */
export const launchBrowser = async ({ ca }: { ca: string }): Promise<Browser> => {
  const args = [
    // Without a certificate store of its own, a browser can be told only which keys to trust.
    `--ignore-certificate-errors-spki-list=${keyFingerprint(ca)}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--no-pings',
  ]
  const browser = await (process.platform === 'linux'
    ? launchPacked(args)
    : chromium.launch({ channel: 'chrome', args }))
  after(() => browser.close())
  return browser
}

/** The sandbox wants rights that a container does not give. With the flags of the package itself, pages could read each other. */
const launchPacked = async (args: readonly string[]): Promise<Browser> =>
  chromium.launch({ ...(await unpack()), args: [...args, '--no-sandbox'] })

const keyFingerprint = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')

/** Chromium with the libraries and letters that a bare machine lacks, in a folder of the test file's own: files run side by side. */
const unpack = async () => {
  const folder = temporaryFolder({ after })
  const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
  const { TMPDIR } = process.env
  // The package unpacks into the temporary folder, and takes what is there already, even if it is not whole yet.
  process.env.TMPDIR = folder
  const executablePath = await packed.executablePath(bin)
  await inflate(join(bin, 'al2023.tar.br'))
  if (TMPDIR === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = TMPDIR

  const letters = join(folder, 'fonts.conf')
  writeFileSync(letters, `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`)
  const env = { ...process.env, FONTCONFIG_FILE: letters, LD_LIBRARY_PATH: join(folder, 'al2023/lib') }
  return { executablePath, env }
}
