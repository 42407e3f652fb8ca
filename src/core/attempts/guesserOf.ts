/**
 * What tells one guesser from another by IP address: all of IPv4, also where a socket for IPv6 has it mapped, and the
 * first 64 bits of IPv6, since whoever has one address there has the other 2^64 of the same network, too.
 */
export const guesserOf = (address: string): string => {
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address) ?? []
  if (mapped !== undefined) return mapped
  if (!address.includes(':')) return address

  const [before = [], after = []] = address.split('::').map((half) => half.split(':').filter(Boolean))
  const left = Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...Array<string>(left).fill('0'), ...after]
  return `${groups.slice(0, 4).join(':')}::/64`
}
