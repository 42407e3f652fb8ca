/* global SwaggerUIBundle */

/**
 * Whatever is typed in is sent: the refusal is the server's own, as a client would get it. Swagger UI would also take a
 * right name for a wrong one, as it does not read patterns as Unicode.
 */
const sendAsTyped = () => ({
  statePlugins: { spec: { wrapActions: { validateParams: () => () => ({ type: 'sent as typed' }) } } },
})

const ui = SwaggerUIBundle({
  dom_id: '#reference',
  url: '/docs/openapi.json',
  oauth2RedirectUrl: `${location.origin}/docs/oauth2-redirect.html`,
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [sendAsTyped],
  layout: 'BaseLayout',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  filter: true,
  showExtensions: true,
  tryItOutEnabled: true,
  // Nobody else is told which document is looked at.
  validatorUrl: null,
  // A scope is a path. Swagger UI would send its slashes as %2F, which no path of Resource Manager has.
  requestInterceptor: (request) => Object.assign(request, { url: request.url.replaceAll('%2F', '/') }),
})

// The application that stands for this page in every tenant.
ui.initOAuth({ clientId: '77777777-7777-7777-7777-777777777777', scopes: 'user_impersonation' })
