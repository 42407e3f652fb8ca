import { Agent } from 'node:http'
import { dirname } from 'node:path/posix'
import { sampleRuntimeUrl } from '../test/support/documentedSample.ts'
import { owner, tenantId } from '../test/support/known.ts'
import type { Server } from '../test/support/program.ts'
import { type Answer, fetchToken, request } from '../test/support/request.ts'

const runtimesUrl = dirname(sampleRuntimeUrl)

export type KeyName = 'authKey1' | 'authKey2'
export type Keys = Readonly<Record<KeyName, string>>

/** The server answered, and said no. Whoever is killed says nothing at all. */
export class Refused extends Error {}

/** Somebody who works with the runtimes of the sample factory over the plain port, on as many connections as it takes. */
export const callerOf = async ({ ready: { httpUrl } }: Server) => {
  const agent = new Agent({ keepAlive: true })
  const authorization = `Bearer ${await fetchToken(httpUrl, { tenantId, ...owner })}`
  const urlOf = (path: string): string => `${httpUrl}${runtimesUrl}${path}?api-version=2018-06-01`
  const send = (method: string, path: string, body?: object) => sendTo(urlOf(path), { method, body })
  const sendTo = async (url: string, { method, body }: { method: string; body?: object | undefined }) => {
    const answer = await request(url, {
      method,
      headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
      agent,
    })
    return parse(answer)
  }
  return {
    /** Answers with the new key. */
    rotate: async (runtime: string, keyName: KeyName): Promise<string> =>
      (await send('POST', `/${runtime}/regenerateAuthKey`, { keyName }))[keyName],
    keysOf: (runtime: string): Promise<Keys> => send('POST', `/${runtime}/listAuthKeys`),
    /** The GUID that both keys have in them. */
    uidOf: async (runtime: string): Promise<string> =>
      (await send('POST', `/${runtime}/getStatus`)).properties.typeProperties.taskQueueId,
    create: (runtime: string): Promise<unknown> => send('PUT', `/${runtime}`, { properties: { type: 'SelfHosted' } }),
    remove: (runtime: string): Promise<unknown> => send('DELETE', `/${runtime}`),
    /** On however many pages they are. */
    names: async (): Promise<string[]> => {
      const names: string[] = []
      for (let url = urlOf(''); url; ) {
        const page = await sendTo(url, { method: 'GET' })
        names.push(...page.value.map(({ name }: { name: string }) => name))
        url = page.nextLink
      }
      return names
    },
    close: () => agent.destroy(),
  }
}

export type Caller = Awaited<ReturnType<typeof callerOf>>

const parse = ({ status, text }: Answer) => {
  if (status !== 200) throw new Refused(`${status} ${text}`)
  return text && JSON.parse(text)
}
