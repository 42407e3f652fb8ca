/** What a machine is refused before any token service is asked, and so without a number of AADSTS. */
export class IdentityError extends Error {
  readonly error = 'invalid_request'
  readonly status: 400 | 403

  constructor(message: string, status: IdentityError['status'] = 400) {
    super(message)
    this.status = status
  }
}
