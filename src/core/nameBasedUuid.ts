import { createHash } from 'node:crypto'

/** The namespace of URLs, the same everywhere. RFC 9562, 6.6. */
const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** The UUID of a URL, lower case: version 5 of RFC 9562. */
export const uuidOfUrl = (url: string): string => uuidWithin(urlNamespace, url)

/** The UUID of a name within a namespace that is a UUID itself: the same name has the same one whoever works it out. */
export const uuidWithin = (namespace: string, name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6)
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
