import type { AuditReader, AuditWriter } from '../../core/store/audit.ts'
import {
  addAuditRecord,
  findLastBefore,
  findNewestAuditTime,
  forgetAuditRecords,
  listAuditLines,
  listChainsBefore,
} from '../audit.ts'
import { findChainHead, listChainHeads } from '../auditChains.ts'
import { findAuditPosition, listAuditEntries } from '../auditSearch.ts'
import type { On } from './boundTo.ts'

export const auditReader = (on: On): AuditReader => ({
  findChainHead: on(findChainHead),
  listChainHeads: on(listChainHeads),
  listChainsBefore: on(listChainsBefore),
  listAuditLines: on(listAuditLines),
  listAuditEntries: on(listAuditEntries),
  findAuditPosition: on(findAuditPosition),
  findLastBefore: on(findLastBefore),
  findNewestAuditTime: on(findNewestAuditTime),
})

export const auditWriter = (on: On): AuditWriter => ({
  addAuditRecord: on(addAuditRecord),
  forgetAuditRecords: on(forgetAuditRecords),
})
