import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { temporaryFolder } from '../../../support/temporaryFolder.ts'
import { pathWithAz, startClinic } from '../support.ts'

const { azure, folder, see } = await startClinic(after)

test('az is told apart from its cloud of yesterday, of Azure, and of another server', async (t) => {
  const PATH = pathWithAz(t)
  const config = temporaryFolder(t)
  const at = { PATH, AZURE_CONFIG_DIR: config }
  const elsewhere = '{"clouds":[{"endpoints":{"resource_manager": "https://localhost:1"}}]}'

  writeFileSync(join(config, 'cloudEndpoints.json'), elsewhere)
  const yesterday = await see({ changes: at })
  const ofAzure = await see({ changes: { ...at, ARM_CLOUD_METADATA_URL: undefined } })
  writeFileSync(join(config, 'config'), '[core]\noutput = json\n[cloud]\nname = Mine\n')
  writeFileSync(join(config, 'clouds.config'), '[Mine]\nendpoint_resource_manager = https://localhost:1\n')
  const another = await see({ changes: at })
  writeFileSync(join(config, 'clouds.config'), `[Mine]\nendpoint_resource_manager = ${azure.url}/\n`)
  const right = await see({ changes: at })

  assert.match(
    yesterday.wrong.join(),
    /^wrong {4}cloud: az remembers an earlier answer .*localhost:1: remove .*cloudEndpoints\.json$/,
  )
  assert.deepEqual(ofAzure.wrong, [
    `wrong    cloud: az is in Azure's own cloud: run "npx lazulite setup azure-cli --data ${folder}", or set this environment up with eval "$(npx lazulite env --data ${folder})"`,
  ])
  assert.match(another.wrong.join(), /^wrong {4}cloud: az is in the cloud Mine, at https:\/\/localhost:1, and not at /)
  assert.equal(right.exitCode, 0, right.stdout)
})
