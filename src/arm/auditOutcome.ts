import type { AuditEntry } from '../core/audit/auditEntry.ts'
import type { AuthKeyMark } from '../core/authKey.ts'
import type { CloudError } from '../core/errors.ts'
import { SealBroken } from '../core/sealBroken.ts'
import type { AnyReply } from '../operations/operation.ts'

/** What an entry says of how it ended. */
export type Outcome = Pick<AuditEntry, 'authKeys' | 'broken' | 'code' | 'isRepeat' | 'outcome' | 'status'>

/** Of what takes many transactions, before the first of them. */
export const started: Outcome = { outcome: 'Started', status: 202, code: undefined, authKeys: [] }

export const success = ({ status, made = [], shown = [], isRepeat }: AnyReply): Outcome => ({
  outcome: 'Succeeded',
  status,
  code: undefined,
  authKeys: [...made, ...shown].map(toMark),
  ...(isRepeat && { isRepeat }),
})

export const failure = ({ status, code, cause }: CloudError): Outcome => ({
  outcome: 'Failed',
  status,
  code,
  authKeys: [],
  ...(cause instanceof SealBroken && { broken: cause.what }),
})

const toMark = ({ name, generation, fingerprint }: AuthKeyMark) => ({ name, generation, fingerprint })
