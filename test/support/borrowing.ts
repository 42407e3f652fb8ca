import { runtimeUrl } from './known.ts'
import type { Service } from './shareService.ts'

/** Bodies of a PUT of a self-hosted runtime that is to borrow another. */
export const linked = (linkedInfo: object | null) => ({
  body: { properties: { type: 'SelfHosted', typeProperties: { linkedInfo } } },
})
export const byRole = (resourceId: string) => linked({ authorizationType: 'RBAC', resourceId })
export const byKey = (value: string) => linked({ authorizationType: 'Key', key: { type: 'SecureString', value } })

/** Body of a PUT of a factory that can be given roles. */
export const withIdentity = { body: { location: 'West Europe', identity: { type: 'SystemAssigned' } } }

interface Link {
  readonly name: string
  readonly createTime: string
}

/** The links that the owner of a shared runtime sees. */
export const linksOf = async (azure: Service, url = runtimeUrl): Promise<readonly Link[]> =>
  (await azure.send('POST', `${url}/getStatus`)).body.properties.typeProperties.links
