import type { ReadyLine } from '../../src/ready.ts'

/** Calls below the subscription that a server's ready line names, over plain http, as the Owner of the built-in world. */
export type Owner = (method: 'GET' | 'POST', path: string) => Promise<Response>

/** @throws Error when the server gives no token. */
export const signInAsOwner = async (ready: ReadyLine): Promise<Owner> => {
  const { httpUrl, tenantId, subscriptionId, clientId = '', clientSecret = '' } = ready
  const reply = await fetch(`${httpUrl}/${tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: 'https://management.azure.com/.default',
    }),
  })
  const { access_token: token } = (await reply.json()) as { readonly access_token?: string }
  if (token === undefined) throw new Error(`the server gives no token: status ${reply.status}`)
  return (method, path) =>
    fetch(`${httpUrl}/subscriptions/${subscriptionId}/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    })
}
