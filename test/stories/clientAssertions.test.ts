import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { DataFactoryManagementClient } from '@azure/arm-datafactory'
import {
  ClientAssertionCredential,
  ClientCertificateCredential,
  type TokenCredential,
  WorkloadIdentityCredential,
} from '@azure/identity'
import { type Lazulite, startLazulite } from 'lazulite'
import { stringify } from 'yaml'
import { newClientCertificate } from '../support/clientCertificate.ts'
import { startIssuer } from '../support/outsideIssuer.ts'
import { temporaryFolder } from '../support/temporaryFolder.ts'

const tenantId = 'aaaaaaaa-0000-4000-8000-000000000001'
const subscriptionId = 'bbbbbbbb-0000-4000-8000-000000000001'
const clientId = 'cccccccc-0000-4000-8000-000000000001'
const objectId = 'cccccccc-0000-4000-8000-00000000000a'
const names = ['ingest', 'contoso-ingest', 'plant-north'] as const
const subject = 'system:serviceaccount:ingest:key-rotation'

/** A world with a runtime, and one application that owns it and has no secret. */
const worldWith = (credentials: object) => ({
  tenants: [
    {
      id: tenantId,
      displayName: 'Contoso',
      defaultDomain: 'contoso.example',
      applications: [{ clientId, objectId, displayName: 'key-rotation', ...credentials }],
      roleAssignments: [{ principalId: objectId, role: 'Owner', scope: '/' }],
    },
  ],
  subscriptions: [
    {
      id: subscriptionId,
      displayName: 'Production',
      tenantId,
      registeredProviders: ['Microsoft.DataFactory'],
      resourceGroups: [
        {
          name: names[0],
          location: 'westeurope',
          factories: [
            {
              name: names[1],
              location: 'westeurope',
              integrationRuntimes: [{ name: names[2], properties: { type: 'SelfHosted' } }],
            },
          ],
        },
      ],
    },
  ],
})

const start = async (t: TestContext, credentials: object): Promise<Lazulite> => {
  const world = join(temporaryFolder(t), 'world.yaml')
  writeFileSync(world, stringify(worldWith(credentials)))
  const azure = await startLazulite({ world })
  t.after(() => azure.close())
  return azure
}

const optionsFor = ({ url, ca }: Lazulite) => ({
  authorityHost: url,
  disableInstanceDiscovery: true,
  tlsOptions: { ca },
})

const rotatesAKey = async ({ url, ca }: Lazulite, credential: TokenCredential): Promise<void> => {
  const options = { endpoint: url, tlsOptions: { ca } }
  const { integrationRuntimes } = new DataFactoryManagementClient(credential, subscriptionId, options)
  const before = await integrationRuntimes.listAuthKeys(...names)
  const rotated = await integrationRuntimes.regenerateAuthKey(...names, { keyName: 'authKey2' })
  assert.notEqual(rotated.authKey2, before.authKey2)
}

for (const sendCertificateChain of [false, true]) {
  test(`ClientCertificateCredential rotates a key${sendCertificateChain ? ', its certificate sent along' : ''}`, async (t) => {
    const { certificate, key } = await newClientCertificate()
    const azure = await start(t, { certificates: [certificate] })
    const options = { ...optionsFor(azure), sendCertificateChain }

    await rotatesAKey(
      azure,
      new ClientCertificateCredential(tenantId, clientId, { certificate: `${certificate}\n${key}` }, options),
    )
  })
}

test('a certificate that the application does not have gets no token, and the official credential says why', async (t) => {
  const [own, strangers] = await Promise.all([newClientCertificate(), newClientCertificate()])
  const azure = await start(t, { certificates: [own.certificate] })
  const certificate = `${strangers.certificate}\n${strangers.key}`

  const credential = new ClientCertificateCredential(tenantId, clientId, { certificate }, optionsFor(azure))

  await assert.rejects(credential.getToken('https://management.azure.com/.default'), /AADSTS700027/)
})

test('ClientAssertionCredential and WorkloadIdentityCredential rotate a key with a token of another issuer', async (t) => {
  const issuer = await startIssuer(t)
  const azure = await start(t, { federatedCredentials: [{ issuer: issuer.issuer, subject }] })
  const sign = () => issuer.sign({ sub: subject, aud: ['api://AzureADTokenExchange'] })
  const tokenFilePath = join(temporaryFolder(t), 'token')
  writeFileSync(tokenFilePath, await sign())

  await rotatesAKey(azure, new ClientAssertionCredential(tenantId, clientId, sign, optionsFor(azure)))
  await rotatesAKey(azure, new WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, ...optionsFor(azure) }))

  const other = () => issuer.sign({ sub: 'system:serviceaccount:ingest:other', aud: 'api://AzureADTokenExchange' })
  const stranger = new ClientAssertionCredential(tenantId, clientId, other, optionsFor(azure))
  await assert.rejects(stranger.getToken('https://management.azure.com/.default'), /AADSTS700213/)
})
