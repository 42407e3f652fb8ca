import { askForCode } from '../device/askForCode.ts'
import { devicePath, devicePathWith } from '../device/devicePath.ts'
import { maxTyped } from '../device/userCode.ts'
import type { PageEndpoint } from '../endpoint.ts'
import { parseParameters } from '../parameters.ts'
import { askToSignIn } from '../users/askToSignIn.ts'
import { sessionOf } from '../users/session.ts'

/**
 * Where a person goes who has a code from a device: RFC 8628, 3.3. Signing in comes first, so that codes can be tried by
 * those alone who have an account here. A code in the address is only put into the field.
 */
export const devicePage: PageEndpoint = {
  method: 'GET',
  path: devicePath,

  answer: async (request, parts) => {
    const { user_code: userCode, otc, prompt } = parseParameters(request.query)
    const typed = (userCode || otc || '').slice(0, maxTyped)
    const session = await parts.store.read((tx) => sessionOf(tx, parts, request))
    if (session && prompt !== 'login') return askForCode(parts, request, { typed })
    return askToSignIn(parts, request, { tenantName: request.tenantName, continueTo: devicePathWith(typed) })
  },
}
