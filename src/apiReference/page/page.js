/* global SwaggerUIBundle */

import { dressAsPreferred } from './dressAsPreferred.js'
import { findOperations } from './findOperations.js'
import { modalDialog } from './modalDialog.js'
import { sendAsTyped } from './sendAsTyped.js'

dressAsPreferred()

const ui = SwaggerUIBundle({
  dom_id: '#reference',
  url: '/docs/openapi.json',
  oauth2RedirectUrl: `${location.origin}/docs/oauth2-redirect.html`,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [findOperations, modalDialog, sendAsTyped],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayOperationId: true,
  displayRequestDuration: true,
  filter: true,
  showExtensions: true,
  // Nobody else is told which document is looked at.
  validatorUrl: null,
  // A scope is a path. Swagger UI would send its slashes as %2F, which no path of Resource Manager has.
  requestInterceptor: (request) => Object.assign(request, { url: request.url.replaceAll('%2F', '/') }),
})

// The application that stands for this page in every tenant. Its scope is ticked, so that nobody has to.
ui.initOAuth({ clientId: '77777777-7777-7777-7777-777777777777', scopes: 'user_impersonation' })
