import { connect as connectPlain, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'
import type { Answer } from './request.ts'

interface To {
  readonly port: number
  /** What to trust, in PEM; for TLS. */
  readonly ca?: string
}

interface Talk {
  /** How long to wait between one piece and the next. */
  readonly pauseMs?: number
  /** When a server that neither answers nor closes is given up: the text is what has come until then. */
  readonly patienceMs?: number
}

/** A connection; what goes wrong with it is no fault of the test's, and shows in what arrives. */
export const connect = async ({ port, ca }: To): Promise<Socket> => {
  const socket = ca ? connectTls({ port, host: 'localhost', ca }) : connectPlain(port, '127.0.0.1')
  socket.on('error', () => undefined)
  await new Promise((resolve) => socket.once(ca ? 'secureConnect' : 'connect', resolve).once('close', resolve))
  return socket
}

/** Sends bytes as they are (texts as Latin-1), and answers with all that has come when the server closes. */
export const exchange = async (to: To, pieces: string | readonly string[], talk: Talk = {}): Promise<string> => {
  const socket = await connect(to)
  let text = ''
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.setEncoding('latin1').on('data', (chunk: string) => {
    text += chunk
  })
  const patience = setTimeout(() => socket.destroy(), talk.patienceMs ?? 10_000)
  for (const [index, piece] of [pieces].flat().entries()) {
    if (index > 0) await wait(talk.pauseMs ?? 1)
    if (socket.writable) socket.write(piece, 'latin1')
  }
  await closed
  clearTimeout(patience)
  return text
}

/** The answers in what a server has sent, one after the other; interim ones are passed over. */
export const answersIn = (text: string): Answer[] => {
  const answers: Answer[] = []
  for (let rest = text; rest !== ''; ) {
    const [head = '', ...tail] = rest.split('\r\n\r\n')
    const [statusLine = '', ...lines] = head.split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const behind = tail.join('\r\n\r\n')
    const isEmpty = headers['transfer-encoding'] === 'chunked' && behind.startsWith(noChunk)
    const length = isEmpty ? noChunk.length : Number(headers['content-length'] ?? 0)
    const body = isEmpty ? '' : Buffer.from(behind.slice(0, length), 'latin1').toString()
    const status = Number(statusLine.split(' ')[1])
    if (status >= 200) answers.push({ status, headers, text: body })
    rest = behind.slice(length)
  }
  return answers
}

/** This server sends chunks only where it sends nothing in them. */
const noChunk = '0\r\n\r\n'
