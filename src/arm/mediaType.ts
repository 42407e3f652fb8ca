import { CloudError } from '../core/errors.ts'

/**
 * Refuses a body that is not said to be JSON.
 *
 * @param contentType the header, parameters such as the charset included.
 * @throws CloudError `UnsupportedMediaType`.
 */
export const requireJsonType = (contentType: string | undefined): void => {
  if (mediaTypeOf(contentType) !== 'application/json') throw unsupportedMediaType(contentType)
}

/** Documented. */
export const unsupportedMediaType = (contentType: string | undefined): CloudError =>
  new CloudError(
    'UnsupportedMediaType',
    `The content media type '${mediaTypeOf(contentType).slice(0, 100) || '<null>'}' is not supported. Only 'application/json' is supported.`,
  )

const mediaTypeOf = (contentType = ''): string => (contentType.split(';', 1)[0] ?? '').trim().toLowerCase()
