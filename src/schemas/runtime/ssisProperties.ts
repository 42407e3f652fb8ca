import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { referenceTo } from '../referenceTo.ts'
import { SecureString } from '../secret.ts'
import { CustomSetup } from './customSetup.ts'

const text = Optional(Type.String())

const EntityReference = Type.Object({
  type: Optional(Type.Enum(['IntegrationRuntimeReference', 'LinkedServiceReference'])),
  referenceName: text,
})

const CatalogInfo = Type.Object({
  catalogServerEndpoint: text,
  catalogAdminUserName: Optional(Type.String({ minLength: 1, maxLength: 128 })),
  catalogAdminPassword: Optional(SecureString),
  catalogPricingTier: Optional(Type.Enum(['Basic', 'Standard', 'Premium', 'PremiumRS'])),
  dualStandbyPairName: text,
})

/** What makes a managed runtime one for SSIS packages. */
export const SsisProperties = Type.Object({
  catalogInfo: Optional(CatalogInfo),
  licenseType: Optional(Type.Enum(['BasePrice', 'LicenseIncluded'])),
  customSetupScriptProperties: Optional(Type.Object({ blobContainerUri: text, sasToken: Optional(SecureString) })),
  dataProxyProperties: Optional(
    Type.Object({
      connectVia: Optional(EntityReference),
      stagingLinkedService: Optional(EntityReference),
      path: text,
    }),
  ),
  edition: Optional(Type.Enum(['Standard', 'Enterprise'])),
  expressCustomSetupProperties: Optional(Type.Array(CustomSetup)),
  packageStores: Optional(Type.Array(Type.Object({ name: Type.String(), packageStoreLinkedService: EntityReference }))),
  credential: Optional(referenceTo('CredentialReference')),
})
