import { inject } from './inject.ts'
import type { Service } from './shareService.ts'
import type { Reply } from './startService.ts'

interface Said {
  readonly body?: object
  /** Of a node; a program that verifies keys sends a token in its place. */
  readonly credential?: string
  readonly token?: string
  readonly address?: string
}

type Endpoint = 'heartbeat' | 'keys/verify' | 'leave' | 'register' | 'rekey'

/** Says something as a node does, or as a program that holds a key. */
export const callNodes = async (
  azure: Pick<Service, 'app'>,
  endpoint: Endpoint,
  { body, credential, token, address }: Said,
): Promise<Pick<Reply, 'body' | 'status'>> => {
  const authorization = credential !== undefined ? `Node ${credential}` : token && `Bearer ${token}`
  const { status, text } = await inject(azure, {
    method: 'POST',
    url: `/nodes/v1/${endpoint}`,
    headers: {
      ...(authorization !== undefined && { authorization }),
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
    address,
  })
  return { status, body: JSON.parse(text) }
}

/** What a node says when it comes. */
export const introduction = (authKey: string, nodeName: string, time = new Date()): object => ({
  authKey,
  nodeName,
  machineName: `MACHINE-OF-${nodeName}`,
  version: '5.20.8244.2',
  time: time.toISOString(),
  maxConcurrentJobs: 4,
})
