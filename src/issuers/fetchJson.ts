const timeoutMs = 5000
const maxBytes = 512 * 1024

/**
 * Reads a JSON document of at most 512 KiB within five seconds. It must be right there: where a redirect leads, nobody
 * has said that the issuer is.
 *
 * @throws Error for whatever keeps it from being read.
 */
export const fetchJson = async (url: string): Promise<unknown> => {
  const reply = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (reply.status !== 200) {
    await reply.body?.cancel()
    throw new Error(`${url} answers with status ${reply.status}.`)
  }
  return JSON.parse(await textOf(reply, url))
}

const textOf = async ({ body }: Response, url: string): Promise<string> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    if (length > maxBytes) throw new Error(`${url} answers with more than ${maxBytes} bytes.`)
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}
