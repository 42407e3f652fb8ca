import type { ResourceReader, ResourceWriter } from '../../core/store/resources.ts'
import {
  deleteFactory,
  findFactory,
  findFactoryNamed,
  findFactoryOfPrincipal,
  hasFactory,
  listFactories,
  saveFactory,
} from '../factories.ts'
import { deleteRuntime, findRuntime, findRuntimeByUid, listRuntimes, saveRuntime } from '../integrationRuntimes.ts'
import { deleteLinkOf, deleteLinks, findLinkOf, listLinks, listLinksInto, saveLink } from '../links.ts'
import { addBegun, findBegun, forgetBegunBefore } from '../longRunningOperations.ts'
import { deleteRegistration, listRegistrations, saveRegistration } from '../registrations.ts'
import { deleteResourceGroup, findResourceGroup, listResourceGroups, saveResourceGroup } from '../resourceGroups.ts'
import { findSubscription, listSubscriptions, saveSubscription } from '../subscriptions.ts'
import type { On } from './boundTo.ts'

export const resourceReader = (on: On): ResourceReader => ({
  findSubscription: on(findSubscription),
  listSubscriptions: on(listSubscriptions),
  listRegistrations: on(listRegistrations),
  findResourceGroup: on(findResourceGroup),
  listResourceGroups: on(listResourceGroups),
  findFactory: on(findFactory),
  hasFactory: on(hasFactory),
  findFactoryNamed: on(findFactoryNamed),
  findFactoryOfPrincipal: on(findFactoryOfPrincipal),
  listFactories: on(listFactories),
  findRuntime: on(findRuntime),
  findRuntimeByUid: on(findRuntimeByUid),
  listRuntimes: on(listRuntimes),
  listLinks: on(listLinks),
  findLinkOf: on(findLinkOf),
  listLinksInto: on(listLinksInto),
  findBegun: on(findBegun),
})

export const resourceWriter = (on: On): ResourceWriter => ({
  saveSubscription: on(saveSubscription),
  saveRegistration: on(saveRegistration),
  deleteRegistration: on(deleteRegistration),
  saveResourceGroup: on(saveResourceGroup),
  deleteResourceGroup: on(deleteResourceGroup),
  saveFactory: on(saveFactory),
  deleteFactory: on(deleteFactory),
  saveRuntime: on(saveRuntime),
  deleteRuntime: on(deleteRuntime),
  saveLink: on(saveLink),
  deleteLinks: on(deleteLinks),
  deleteLinkOf: on(deleteLinkOf),
  addBegun: on(addBegun),
  forgetBegunBefore: on(forgetBegunBefore),
})
