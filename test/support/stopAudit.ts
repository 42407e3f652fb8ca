import { DatabaseSync } from 'node:sqlite'
import { fileOf } from './openTemporaryStore.ts'
import type { Service } from './shareService.ts'

/** Lets nothing be written to the audit of a service any more, by the database itself; answers with what lets it again. */
export const stopAudit = ({ store }: Pick<Service, 'store'>): (() => void) => {
  const run = (statement: string): void => {
    using db = new DatabaseSync(fileOf(store))
    db.exec(statement)
  }
  run(`create trigger stop_audit before insert on audit_records begin select raise(abort, 'not now'); end`)
  return () => run('drop trigger stop_audit')
}
