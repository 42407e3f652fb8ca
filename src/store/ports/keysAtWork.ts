import type { AuthKeyReader, AuthKeyWriter, FingerprintPurpose } from '../../core/store/authKeys.ts'
import type { NodeReader, NodeWriter } from '../../core/store/nodes.ts'
import type { RepeatReader, RepeatWriter } from '../../core/store/repeats.ts'
import {
  addAuthKeyUses,
  findAuthKeyBy,
  findAuthKeySecret,
  listAuthKeys,
  listFormerAuthKeys,
  saveAuthKey,
} from '../authKeys.ts'
import { deleteNode, findNode, findNodeById, listNodes, saveNode } from '../nodes.ts'
import { addRepeatable, findRepeatable, forgetRepeatablesBefore } from '../repeatableRequests.ts'
import type { On } from './boundTo.ts'

/** Keys, the nodes that use them, and the answers that show them. */
export const keysAtWorkReader = (on: On): AuthKeyReader & NodeReader & RepeatReader => ({
  fingerprint: on(({ sealing }, purpose: FingerprintPurpose, ...parts: readonly string[]) =>
    sealing.fingerprint(purpose, ...parts),
  ),
  listAuthKeys: on(listAuthKeys),
  listFormerAuthKeys: on(listFormerAuthKeys),
  findAuthKeyBy: on(findAuthKeyBy),
  findAuthKeySecret: on(findAuthKeySecret),
  findNode: on(findNode),
  findNodeById: on(findNodeById),
  listNodes: on(listNodes),
  findRepeatable: on(findRepeatable),
})

export const keysAtWorkWriter = (on: On): AuthKeyWriter & NodeWriter & RepeatWriter => ({
  saveAuthKey: on(saveAuthKey),
  addAuthKeyUses: on(addAuthKeyUses),
  saveNode: on(saveNode),
  deleteNode: on(deleteNode),
  addRepeatable: on(addRepeatable),
  forgetRepeatablesBefore: on(forgetRepeatablesBefore),
})
