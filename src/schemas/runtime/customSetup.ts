import { Type } from 'typebox'
import { Optional } from '../optional.ts'
import { Secret } from '../secret.ts'
import { Variants } from '../variants.ts'

/** What is done to each machine for SSIS before it works. Documented: names may be expressions. */
export const CustomSetup = Variants('type', [
  Type.Object({
    type: Type.Literal('CmdkeySetup'),
    typeProperties: Type.Object({ targetName: Type.Unknown(), userName: Type.Unknown(), password: Secret }),
  }),
  Type.Object({
    type: Type.Literal('EnvironmentVariableSetup'),
    typeProperties: Type.Object({ variableName: Type.String(), variableValue: Type.String() }),
  }),
  Type.Object({
    type: Type.Literal('ComponentSetup'),
    typeProperties: Type.Object({ componentName: Type.String(), licenseKey: Optional(Secret) }),
  }),
  Type.Object({
    type: Type.Literal('AzPowerShellSetup'),
    typeProperties: Type.Object({ version: Type.String() }),
  }),
])
