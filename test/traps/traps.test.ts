import { assertHeld, type Held } from '../support/heldBy.ts'

/** What breaks official clients, or has broken them on other servers, and the test that holds it here without the client. */
const traps: Held = {
  'traps/answers': {
    'PUT of a factory or a runtime is 200, never 201': 'PUT of a factory or a runtime is 200',
    'JSON content type on every body': 'the body of the answer to … says that it is JSON',
    '`linkedInfo: null` echoed, absent `typeProperties` not made up': 'a runtime comes back as Terraform',
    '`Retry-After` on 429 of Resource Manager': 'who has used up the … quota is told',
    '`Retry-After` on 503, of the gateway and at sign-in': 'whoever the database fails is told when',
    '`Retry-After` on 429 at sign-in': 'who has guessed at a secret too often is told',
    'issuer equal to the authority': 'at … the issuer is the authority that was asked',
    '`aud` a text, no list; `oid`, `tid`, `appid` there': 'a token tells Terraform and az who it is for',
    '`MissingSubscriptionRegistration` names the namespace': 'a subscription without the provider is told',
  },
  everyOperation: {
    'JSON content type on the answer of every operation': 'answers what it says that it answers',
    'doubled slashes, trailing slashes, letter case of paths': 'is found whatever the letter case',
    'api-versions of other years outside Data Factory': 'takes an api-version of another year',
  },
  'traps/requests': {
    'POST without body or content type': '… is a POST that takes no body',
    'lower-case `resourcegroups`': 'az spells resourcegroups in lower case',
    'scopes of users sent by applications; slashes in scopes': 'the scope … is taken as it is',
    'unknown fields of token requests': 'fields of a token request that nobody knows',
    'query of the token endpoint': 'MSAL for JavaScript puts a request id in the query',
    'empty query': 'Go puts a question mark behind the discovery document',
    'tenant in any letter case': 'the tenant … is found at every endpoint',
    '`common` and `organizations`': '… is a tenant to discover by',
  },
  'operations/factories/createOrUpdate': {
    'nulls of a factory echoed': 'what Terraform sends is answered with its nulls',
  },
  'arm/metadata': {
    'doubled slash before the metadata': 'a client that glues the path to an endpoint',
    'legacy metadata: a list': '… is a list of that object',
    'legacy metadata: 2018': '2018-01-01 names the host and where one may create',
    'legacy metadata: PowerShell': '… is of the shape that PowerShell knows',
    '`loginEndpoint` without a slash behind': 'the login endpoint has no slash behind',
  },
  'operations/resourceGroups/createOrUpdate': {
    'HEAD of a group': 'whether a group exists is told by the status',
  },
  'operations/resourceGroups/getOperationResult': {
    'deletion of a group: 202, absolute `Location`': 'az asks until the',
  },
  'entra/managedIdentity/refused': {
    '`Retry-After` of managed identity': '… can wait when the database fails',
    'managed identity: 400 at once without the header': 'without its header, a virtual',
  },
  'stories/origins': {
    'issuer equal to the authority, over sockets': 'each of its names has its certificate',
  },
  'traps/claims': {
    '`scp` of users, `roles` and `idtyp` of applications': 'the token of an application has its roles',
    'Terraform tells users by `openid` in `scp`': 'Terraform takes who has openid',
  },
  'traps/signIn': {
    'poll of a device without a scope': 'az polls for a device without a scope',
    'tokens at another tenant than the sign-in': 'az asks with a refresh token at the tenant',
    'implicit flow without resource or mode': 'Swagger UI names no resource and no way back',
    'no opener policy': 'no answer at any path has an opener policy',
    'no opener policy in a pop-up': 'the whole way through a pop-up has none either',
  },
  'operations/integrationRuntimes/regenerateAuthKey': {
    '`keyName` in any letter case': 'the key may be named in any',
    'one key in the answer to a rotation': 'regenerating one key replaces',
  },
  'entra/grants/clientCredentials': {
    '`Authorization` by HTTP Basic': 'the secret may come by HTTP Basic',
    'v1 numbers as text': 'the v1 endpoint takes a resource',
  },
  'entra/managedIdentity/token': {
    'managed identity: every value a text': 'a virtual machine gets the token',
    'managed identity: slash behind the path': '… may ask with a slash behind',
  },
}

assertHeld(traps)
