/** A cell: a number is written as it is, whatever language the reader's programs are in. */
export type Cell = string | number | null

const FORMULA = /^[=+\-@\t\r]/ // what spreadsheets take for something to work out

/**
 * A table as comma-separated values (RFC 4180): lines end in CRLF, what holds a comma, a quote or a line
 * break is quoted. A text that a spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(written).join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const harmless = FORMULA.test(cell.trimStart()) || FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
