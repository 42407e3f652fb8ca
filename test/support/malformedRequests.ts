import { subscriptionId } from './known.ts'
import type { RawRequests } from './rawRequests.ts'

/** Requests that no client library would send: the bytes, and each status that is right for them. */
export const malformedRequests = (raw: RawRequests): Readonly<Record<string, readonly [string, ...number[]]>> => {
  const { host, usual, list, rotate, rotateHead, put } = raw
  const groups = `/subscriptions/${subscriptionId}/resourceGroups`
  const typeAndLength = rotate.slice(rotateHead.length)
  return {
    'an unknown method': [list.replace('POST', 'FROBNICATE'), 400],
    TRACE: [list.replace('POST', 'TRACE'), 404, 405],
    PROPFIND: [list.replace('POST', 'PROPFIND'), 404, 405],
    'a target of one star': [`GET * HTTP/1.1\r\n${usual}\r\n\r\n`, 400],
    'a target without a slash': [`GET subscriptions HTTP/1.1\r\n${usual}\r\n\r\n`, 400],
    'no Host': [list.replace(`${host}\r\n`, ''), 400],
    'no Host, by HTTP/1.0': [list.replace(`${host}\r\n`, '').replace('1.1', '1.0'), 421],
    'two Hosts, the second of them foreign': [list.replace(host, `${host}\r\nHost: evil.example`), 400, 421],
    'two Hosts, the first of them foreign': [list.replace(host, `Host: evil.example\r\n${host}`), 400, 421],
    'a foreign port in the Host': [list.replace(host, 'Host: localhost:1'), 421],
    'a foreign host in the target': [list.replace('POST ', 'POST http://evil.example'), 421],
    'a path that ends in two dots': [put(`${groups}/..`), 400],
    'a path that ends in one dot': [put(`${groups}/.`), 400],
    'a fragment that cannot be decoded': [list.replace('?', '#%zz&'), 400, 404],
    'a path with a NUL': [put(`${groups}/\u0000`), 400],
    'a path with bytes beyond ASCII': [put(`${groups}/\u00e9`), 400],
    'a path of 14,000 letters': [put(`${groups}/${'x'.repeat(14_000)}`), 400],
    'a path of 20,000 letters': [put(`${groups}/${'x'.repeat(20_000)}`), 431],
    'three thousand headers': [list.replace(host, `${host}\r\n${'a: b\r\n'.repeat(3000)}b: c`), 431],
    'a header that is folded': [list.replace(host, `${host}\r\n X-Folded: a`), 400],
    'a header without a name': [list.replace(host, `${host}\r\n: a`), 400],
    'a space before a colon': [list.replace(host, `${host}\r\nX-Space : a`), 400],
    'lines that end in LF alone': [list.replaceAll('\r\n', '\n'), 400],
    'two lengths': [rotate.replace('Content-Length', 'Content-Length: 3\r\nContent-Length'), 400],
    'a length below zero': [rotate.replace(/Length: \d+/, 'Length: -1'), 400],
    'a length that is no number': [rotate.replace(/Length: \d+/, 'Length: 0x16'), 400],
    'a length and chunks': [`${rotateHead}Transfer-Encoding: chunked\r\n${typeAndLength}`, 400],
    'chunks that are none': [`${rotateHead}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    'an encoding that nobody knows': [`${rotateHead}Transfer-Encoding: rot13\r\n\r\n`, 400, 501],
    'an expectation that nobody knows': [rotate.replace(host, `${host}\r\nExpect: a miracle`), 417],
    'a body without a type': [rotate.replace('Content-Type: application/json\r\n', ''), 415],
    'the greeting of HTTP/2': ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    'the greeting of TLS, on the plain port': ['\u0016\u0003\u0001\u0002\u0000\u0001\u0000', 400],
  }
}
