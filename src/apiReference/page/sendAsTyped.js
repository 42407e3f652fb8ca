/**
 * Whatever is typed in is sent: the refusal is the server's own, as a client would get it. Swagger UI would also take a
 * right name for a wrong one, as it does not read patterns as Unicode.
 */
export const sendAsTyped = () => ({
  statePlugins: { spec: { wrapActions: { validateParams: () => () => ({ type: 'sent as typed' }) } } },
})
