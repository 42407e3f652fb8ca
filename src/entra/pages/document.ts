import { type Html, html } from './html.ts'

/**
 * A whole page of the token service: a heading and what stands below it. The mark is that of the API reference, beside
 * this service on the same server.
 *
 * @param organizationName whose sign-in it is, where that is known.
 */
export const document = (title: string, content: Html, organizationName = 'Lazulite'): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Lazulite</title>
<link rel="icon" href="/docs/icon.svg">
<link rel="stylesheet" href="/sign-in.css">
</head>
<body>
<main>
<header><img src="/docs/icon.svg" alt="" width="28" height="28">${organizationName}</header>
<h1>${title}</h1>
${content}
</main>
</body>
</html>
`.text
