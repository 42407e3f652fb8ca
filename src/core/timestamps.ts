/** An instant as Azure writes it: ISO 8601 in UTC, fractions of a second without trailing zeros. Recorded. */
export const formatTimestamp = (instant: Date): string =>
  instant.toISOString().replace(/\.(\d*?)0*Z$/, (_, digits: string) => (digits ? `.${digits}Z` : 'Z'))

/** An instant as it stands in Azure's messages: `11/24/2025 11:31:00 PM`, in UTC, without leading zeros. Documented. */
export const formatUsDateTime = (instant: Date): string => {
  const [hours, minutes, seconds] = [instant.getUTCHours(), instant.getUTCMinutes(), instant.getUTCSeconds()]
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${instant.getUTCMonth() + 1}/${instant.getUTCDate()}/${instant.getUTCFullYear()}`
  return `${date} ${hours % 12 || 12}:${two(minutes)}:${two(seconds)} ${hours < 12 ? 'AM' : 'PM'}`
}
