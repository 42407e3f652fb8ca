import { assertHeld, type Held } from '../support/heldBy.ts'

/** What somebody would try who wants in, and the test that keeps him out. */
const attacks: Held = {
  'attacks/forgedTokens': {
    'alg none, HS256 with the public key, a forged kid, a wrong audience, an expired token, one for later':
      'a token … rotates nothing, and tells',
    'the keys of another issuer': 'another server of the same name, world and time issues nothing',
    'a code, an id token, a refresh token or a session as access token': 'what else the server gives out is no access',
  },
  'entra/tokens/signatureVerifier': { 'the same, signature by signature': '… is not a token of ours' },
  'attacks/tenants': {
    'a token of one tenant in another': 'a token of one tenant opens nothing in another',
    'a tenant smuggled in a path': 'with … as tenant there is no token',
  },
  'arm/authenticate': { 'a token of another tenant at Resource Manager': 'a token of another tenant is refused' },
  'arm/outsideTokens': {
    'a trusted issuer that speaks of tenants not its own': 'a token reaches the tenant of its issuer alone',
    'our own token with the issuer of somebody else': 'a token of our own with the issuer of somebody else',
  },
  'issuers/verifyOutside': {
    'the keys of one trusted issuer for another': 'the keys of one issuer are good for no other',
    'a header that leads to keys of the attacker': '… in a header leads nowhere',
  },
  'entra/clients/certificateAssertion': {
    'an assertion of another application': 'an assertion of one application is good for',
  },
  'entra/clients/federatedAssertion': { 'an issuer that nobody trusts': 'an issuer that nobody trusts is never asked' },
  'entra/endpoints/authorizeRefused': {
    'a redirect to an unregistered URI': 'nobody is sent to a redirect URI that is not registered',
    'a header put into a redirect': 'no text of a caller ends a header',
  },
  'entra/grants/authorizationCodeRefused': {
    'a code shown twice': 'a code that is shown twice is refused',
    'a code with another verifier, or none: the downgrade of PKCE': 'a code is refused with …',
    'a verifier for a code without a challenge': 'a verifier is refused that was not announced',
  },
  'entra/grants/refreshToken': {
    'a refresh token of another client': 'a refresh token is refused with …',
    'a refresh token shown twice, where that is refused': 'with strict refresh tokens, one that is used twice',
  },
  'entra/endpoints/login': {
    'a sign-in that another site has the browser send': 'a sign-in that another site has the browser send',
    'a sign-in that leads to another site': 'a sign-in leads nowhere but to pages',
    'a session laid in the browser before': 'a session that somebody laid in the browser before',
    'whether a name exists': 'whether a name exists cannot be told',
  },
  'attacks/guessing': {
    'ten thousand wrong passwords, and as many wrong secrets as one likes': 'any number of wrong … open nothing',
    'a crowd of guesses at once': 'a crowd that guesses at … all at once',
    'guesses from many addresses': 'a hundred addresses that guess at … together',
    'guesses at many accounts': 'who guesses at … of a hundred accounts',
    'others locked out by guesses': 'while wrong … come, the right one is refused there, taken elsewhere',
  },
  'attacks/foreign': {
    'a foreign Host': '… is not there under a foreign name',
    'a foreign origin': '… is not there for a foreign page',
    'a foreign origin that asks before': 'a foreign page that asks before',
  },
  'attacks/forms': {
    'a form of thousands of parameters': '… refuses odd forms, and tells little',
    'a form that is too large': '… reads no more than 64 KiB',
  },
  'attacks/leaks': { 'reading the log, or a copy of the folder': 'nothing that opens a door is in the log' },
  'properties/unfinished': { 'a body that never ends': 'a body … that never ends is refused' },
  'entra/managedIdentity/refused': {
    'the identity of the machine, from elsewhere or by a page': '… gives no token to …',
    'the identity of the machine, by DNS rebinding': '… gives nothing by a foreign name',
  },
}

assertHeld(attacks)
