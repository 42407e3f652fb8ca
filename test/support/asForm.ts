export type Form = Readonly<Record<string, string>>

/** What to send for a form: a POST of it, but for where it goes. */
export const asForm = (form: Form | string | [string, string][], headers: Form = {}) => ({
  method: 'POST' as const,
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(form).toString(),
})
