const lineWidth = 120

/** A JSON text as the formatter leaves it: two spaces, and lists of plain values on one line where they fit. */
export const printJson = (value: unknown): string =>
  `${JSON.stringify(value, null, 2).replace(/^( *)(.*)\[\n([^[\]{}]+?)\n *\](,?)$/gm, onOneLine)}\n`

const onOneLine = (whole: string, indent: string, before: string, items: string, comma: string): string => {
  const line = `${indent}${before}[${items.trim().replace(/\n */g, ' ')}]${comma}`
  return line.length <= lineWidth ? line : whole
}
