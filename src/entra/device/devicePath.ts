/** Where a person types the code that a device shows. */
export const devicePath = '/device'

/** The same with a code in the field. It is typed in for the person, never sent for him. */
export const devicePathWith = (userCode: string): string =>
  `${devicePath}?${new URLSearchParams({ user_code: userCode })}`
