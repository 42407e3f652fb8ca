import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { assertFound, pathWithAz, startClinic } from '../support.ts'

const { azure, see } = await startClinic(after)

test('who would ask Microsoft about the server is named, with the variable that keeps it from that', async (t) => {
  await assertFound(see, [
    [
      { AZURE_CORE_INSTANCE_DISCOVERY: 'true', PATH: pathWithAz(t) },
      /^discovery: instance discovery is on in az, .*: set AZURE_CORE_INSTANCE_DISCOVERY to false$/,
    ],
    [
      { ARM_DISABLE_INSTANCE_DISCOVERY: undefined },
      `discovery: instance discovery is on in azapi and Pulumi, which then ask login.microsoftonline.com about ${azure.url}: set ARM_DISABLE_INSTANCE_DISCOVERY to true`,
    ],
    [{ ARM_DISABLE_INSTANCE_DISCOVERY: 'false' }, /^discovery: instance discovery is on in azapi and Pulumi, /],
  ])
})

test('azurerm, which finds the server by its name alone, needs no word on discovery', async () => {
  const { exitCode, stdout } = await see({
    changes: { ARM_DISABLE_INSTANCE_DISCOVERY: undefined, ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST: undefined },
  })

  assert.equal(exitCode, 0, stdout)
  assert.match(stdout, /^ok {7}addresses: /m)
})

test('instance discovery is looked up in the configuration of az where no variable says', async (t) => {
  const home = temporaryFolder(t)
  mkdirSync(join(home, '.azure'))
  const changes = {
    PATH: pathWithAz(t),
    HOME: home,
    AZURE_CONFIG_DIR: undefined,
    AZURE_CORE_INSTANCE_DISCOVERY: undefined,
  }
  const file = join(home, '.azure', 'config')

  writeFileSync(file, '[other]\ninstance_discovery = false\n')
  const inAnotherSection = await see({ changes })
  writeFileSync(file, '[core]\nlogin = x\ninstance_discovery = No\n[other]\n')
  const off = await see({ changes })

  assert.match(inAnotherSection.wrong.join(), /^wrong {4}discovery: /)
  assert.equal(off.exitCode, 0, off.stdout)
})
