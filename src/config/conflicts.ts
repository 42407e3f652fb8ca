import type { Config } from './settings.ts'
import { flagOf } from './spelling.ts'

/** What is wrong with settings that are right each by itself. */
export const conflicts = (config: Config): string[] => {
  const { port, httpPort, tlsCertificate, tlsKey, issuers, ownIssuer, managedIdentity } = config
  const faults: string[] = []
  if ((tlsCertificate === undefined) !== (tlsKey === undefined)) {
    faults.push(`${flagOf('tlsCertificate')} and ${flagOf('tlsKey')} go together: give both or neither`)
  }
  // Whatever the hosts: a Host header names no scheme, so a port must say which origin is meant.
  if (port === httpPort && port > 0) {
    faults.push(`${flagOf('port')} and ${flagOf('httpPort')} must differ, both are ${port}`)
  }
  if (!ownIssuer && issuers === undefined) {
    faults.push(`${flagOf('ownIssuer')}=false leaves nobody who could sign in: name others with ${flagOf('issuers')}`)
  }
  if (managedIdentity && !ownIssuer) {
    faults.push(
      `${flagOf('managedIdentity')} gives out tokens of this server, which ${flagOf('ownIssuer')}=false refuses`,
    )
  }
  return faults
}
