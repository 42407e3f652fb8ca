import { Type } from 'typebox'
import { masterKeySourceExpects, parseMasterKeySource } from '../../core/masterKeySource.ts'
import { nodeSoftwareVersions, softwareVersionPattern } from '../../core/nodeSoftware.ts'

/** How keys are kept, used and told of. */
export const keys = {
  masterKey: Type.Optional(
    Type.Refine(
      Type.String({
        expects: masterKeySourceExpects,
        placeholder: 'KEY',
        description:
          'What the keys that seal secrets are wrapped by: file:PATH, env:NAME (32 bytes in base64), or the https URL of a ' +
          'key in Azure Key Vault; the file master.key in the data folder unless told otherwise, made at first start.',
      }),
      (text) => parseMasterKeySource(text) !== undefined,
    ),
  ),
  maxNodes: Type.Integer({
    default: 4,
    minimum: 1,
    maximum: 100,
    placeholder: 'NODES',
    description: 'How many nodes one integration runtime can have.',
  }),
  nodeExpirySeconds: Type.Integer({
    default: 604_800,
    minimum: 600,
    maximum: 31_536_000,
    placeholder: 'SECONDS',
    description: 'After how many seconds of silence a node is forgotten, and depends on no key any more.',
  }),
  oldestNodeVersion: Type.Refine(
    Type.String({
      default: nodeSoftwareVersions.at(-1),
      expects: 'a version such as 5.17.8189.1',
      placeholder: 'VERSION',
      description: 'Nodes with software older than this are refused.',
    }),
    (text) => softwareVersionPattern.test(text),
  ),
  nodesFollowKeys: Type.Boolean({
    default: false,
    description:
      'Refuse a node as soon as the key that it registered or rekeyed with is regenerated; ' +
      'otherwise it keeps working by a credential of its own.',
  }),
  auditRetentionDays: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 36_500,
      placeholder: 'DAYS',
      description: 'How many days the audit is kept; for ever unless told otherwise.',
    }),
  ),
  repeatabilityHours: Type.Integer({
    default: 24,
    minimum: 1,
    maximum: 168,
    placeholder: 'HOURS',
    description: 'How many hours the answer to a request with a Repeatability-Request-ID is kept for another asking.',
  }),
  repeatClientRequestIds: Type.Boolean({
    default: false,
    description:
      'Take the x-ms-client-request-id of a changing request, which SDKs keep through their own retries, ' +
      'for its Repeatability-Request-ID; method, URL and body then belong to the id.',
  }),
}
