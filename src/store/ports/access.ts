import type { AccessReader, AccessWriter } from '../../core/store/access.ts'
import {
  countRoleAssignments,
  deleteRoleAssignment,
  deleteRoleAssignmentsWithin,
  findRoleAssignment,
  listRoleAssignments,
  listRoleAssignmentsAround,
  listScopesOfRole,
  saveRoleAssignment,
} from '../roleAssignments.ts'
import {
  deleteRoleDefinition,
  findRoleDefinition,
  listRoleDefinitions,
  saveRoleDefinition,
} from '../roleDefinitions.ts'
import type { On } from './boundTo.ts'

export const accessReader = (on: On): AccessReader => ({
  listRoleAssignments: on(listRoleAssignments),
  findRoleAssignment: on(findRoleAssignment),
  listRoleAssignmentsAround: on(listRoleAssignmentsAround),
  findRoleDefinition: on(findRoleDefinition),
  listRoleDefinitions: on(listRoleDefinitions),
  listScopesOfRole: on(listScopesOfRole),
  countRoleAssignments: on(countRoleAssignments),
})

export const accessWriter = (on: On): AccessWriter => ({
  saveRoleAssignment: on(saveRoleAssignment),
  deleteRoleAssignment: on(deleteRoleAssignment),
  deleteRoleAssignmentsWithin: on(deleteRoleAssignmentsWithin),
  saveRoleDefinition: on(saveRoleDefinition),
  deleteRoleDefinition: on(deleteRoleDefinition),
})
