import type { RedirectKind } from '../../core/appRegistration.ts'
import { isSameRedirectUri } from '../../core/redirectUri.ts'
import { shown } from '../../core/shown.ts'
import type { Client } from '../clients/client.ts'
import { OAuthError } from '../oauthError.ts'
import { missingParameter } from '../parameters.ts'
import type { Version } from '../version.ts'

/** Where the answer goes. */
export interface RedirectTarget {
  /** As the client has sent it. */
  readonly uri: string
  readonly kind: RedirectKind
}

/** Where one URI is of several kinds, that of them counts for which most is asked. */
const kinds: readonly RedirectKind[] = ['spa', 'web', 'publicClient']

/**
 * A redirect URI that is registered for the client; v1 lets it be left out where there is one alone.
 *
 * @throws OAuthError `RedirectUriMismatch`, `NoRedirectUri` or `MissingParameter`, none of which may be sent there.
 */
export const redirectTarget = (client: Client, asked: string | undefined, version: Version): RedirectTarget => {
  const registered = registeredOf(client)
  const [only, ...others] = registered
  if (!only) throw new OAuthError('NoRedirectUri', 'No reply address is registered for the application.')
  if (!asked && version === 'v1' && others.length === 0) return only
  if (!asked) throw missingParameter('redirect_uri')
  const target = registered.find(({ uri }) => isSameRedirectUri(uri, asked))
  if (target && !misread.test(asked)) return { uri: asked, kind: target.kind }
  throw redirectUriMismatch(client, asked)
}

/** Whether a browser may be sent there after a logout. */
export const isRegistered = (client: Client, uri: string): boolean =>
  !misread.test(uri) && registeredOf(client).some((one) => isSameRedirectUri(one.uri, uri))

const registeredOf = ({ registration: { redirectUris } }: Client): readonly RedirectTarget[] =>
  kinds.flatMap((kind) => redirectUris[kind].map((uri) => ({ uri, kind })))

/** Browsers drop these or take them for others, so two texts that differ in them are the same to URL. */
const misread = /[\s\\\p{Cc}]/u

/** Documented. */
const redirectUriMismatch = ({ clientId }: Client, asked: string): OAuthError =>
  new OAuthError(
    'RedirectUriMismatch',
    `The redirect URI '${shown(asked)}' specified in the request does not match the redirect URIs configured for the ` +
      `application '${clientId}'. Make sure the redirect URI sent in the request matches one added to your ` +
      'application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how ' +
      'to fix this.',
  )
