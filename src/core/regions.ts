/** Azure's public regions, by the part of the world that each is shown in: short name → display name. */
const partsOfTheWorld: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Africa: {
    southafricanorth: 'South Africa North',
  },
  'Asia Pacific': {
    australiacentral: 'Australia Central',
    australiaeast: 'Australia East',
    australiasoutheast: 'Australia Southeast',
    centralindia: 'Central India',
    eastasia: 'East Asia',
    japaneast: 'Japan East',
    japanwest: 'Japan West',
    jioindiawest: 'Jio India West',
    koreacentral: 'Korea Central',
    koreasouth: 'Korea South',
    newzealandnorth: 'New Zealand North',
    southeastasia: 'Southeast Asia',
    southindia: 'South India',
    westindia: 'West India',
  },
  Canada: {
    canadacentral: 'Canada Central',
    canadaeast: 'Canada East',
  },
  Europe: {
    francecentral: 'France Central',
    germanywestcentral: 'Germany West Central',
    italynorth: 'Italy North',
    northeurope: 'North Europe',
    norwayeast: 'Norway East',
    polandcentral: 'Poland Central',
    spaincentral: 'Spain Central',
    swedencentral: 'Sweden Central',
    switzerlandnorth: 'Switzerland North',
    uksouth: 'UK South',
    ukwest: 'UK West',
    westeurope: 'West Europe',
  },
  Mexico: {
    mexicocentral: 'Mexico Central',
  },
  'Middle East': {
    israelcentral: 'Israel Central',
    qatarcentral: 'Qatar Central',
    uaenorth: 'UAE North',
  },
  'South America': {
    brazilsouth: 'Brazil South',
  },
  US: {
    centralus: 'Central US',
    eastus: 'East US',
    eastus2: 'East US 2',
    northcentralus: 'North Central US',
    southcentralus: 'South Central US',
    westcentralus: 'West Central US',
    westus: 'West US',
    westus2: 'West US 2',
    westus3: 'West US 3',
  },
}

export interface Region {
  /** The short one: `eastus`. */
  readonly name: string
  readonly displayName: string
  /** With its part of the world: `(US) East US`. From memory of the real service: assumed. */
  readonly regionalDisplayName: string
}

/** By name. */
export const regions: readonly Region[] = Object.entries(partsOfTheWorld)
  .flatMap(([part, names]) =>
    Object.entries(names).map(([name, displayName]) => ({
      name,
      displayName,
      regionalDisplayName: `(${part}) ${displayName}`,
    })),
  )
  .toSorted((one, other) => (one.name < other.name ? -1 : 1))
