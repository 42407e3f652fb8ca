import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainPath } from '../../src/core/plainPath.ts'
import { runtimeUrl, tenantId } from '../support/known.ts'

const key =
  'IR@41c94d4c-33e3-4349-8fc7-0d8cb888bfb2@Factory-1@ServiceEndpoint=a.b@Mx2h/N+nqBZG3PmL108JL226uyxlQ2r12RIiLk453I='

test('a path of names is repeated as it was sent', () => {
  for (const path of [
    '/',
    '/health',
    runtimeUrl,
    `/${tenantId}/oauth2/v2.0/token`,
    '/a//b/',
    '/resourceGroups/r%C3%A4(1)',
  ]) {
    assert.equal(plainPath(path), path)
  }
})

test('a key in a path is not repeated, whole or in part, however it is written', () => {
  assert.equal(plainPath(`${runtimeUrl}/${encodeURIComponent(key)}/listAuthKeys`), `${runtimeUrl}/…`)
  assert.equal(plainPath(`/x/${key}`), '/x/…')
  assert.equal(plainPath(`/x/${key.replaceAll('@', '%40')}/y`), '/x/…')
  assert.equal(plainPath(`/x/${encodeURIComponent(encodeURIComponent(key))}`), '/x/…')
  assert.equal(plainPath('/x/%ff%'), '/x/…')
})
