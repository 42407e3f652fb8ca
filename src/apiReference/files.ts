import { extname } from 'node:path'

interface PageFile {
  readonly path: string
  readonly contentType: string
  readonly url: URL
}

const own = (name: string): URL => new URL(`page/${name}`, import.meta.url)

/**
 * Swagger UI as its Fastify plugin carries it. The plugin itself is not used: it would choose another page and another
 * address to come back to. The package that Swagger UI is published in comes with a script that reports its installation.
 */
const swaggerUi = (name: string): URL => new URL(import.meta.resolve(`@fastify/swagger-ui/static/${name}`))

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const file = (path: string, url: URL): PageFile => ({
  path,
  contentType: contentTypes[extname(url.pathname)] ?? 'application/octet-stream',
  url,
})

/** Everything that the page is made of, but the document. */
export const files: readonly PageFile[] = [
  file('/docs', own('index.html')),
  ...[
    'icon.svg',
    'page.css',
    'page.js',
    'dressAsPreferred.js',
    'findOperations.js',
    'modalDialog.js',
    'sendAsTyped.js',
  ].map((name) => file(`/docs/${name}`, own(name))),
  ...['oauth2-redirect.html', 'oauth2-redirect.js', 'swagger-ui-bundle.js', 'swagger-ui.css'].map((name) =>
    file(`/docs/${name}`, swaggerUi(name)),
  ),
]
