/** What a node is known by: public and secret half. */
export interface Credential {
  readonly nodeId: string
  readonly secret: string
}

export const formatCredential = ({ nodeId, secret }: Credential): string => `${nodeId}.${secret}`

/** Of the header that a node sends; undefined for one that cannot have been made here. */
export const parseCredential = (header: string | undefined): Credential | undefined => {
  const [, nodeId, secret] =
    /^Node +([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/i.exec(header ?? '') ?? []
  return nodeId === undefined || secret === undefined ? undefined : { nodeId: nodeId.toLowerCase(), secret }
}
