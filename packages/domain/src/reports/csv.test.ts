import { array, assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf } from './csv.ts'

describe('comma-separated values', () => {
  it.each([
    ['Urbanisme', 'Urbanisme'],
    ['Sports, loisirs', '"Sports, loisirs"'],
    ['dit « "le Vieux" »', '"dit « ""le Vieux"" »"'],
    ['=1+1', "'=1+1"],
    ['+33 2 35', "'+33 2 35"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    [' =HYPERLINK("x")', `"' =HYPERLINK(""x"")"`],
    ['\t=1', "'\t=1"],
    ['a\r\nb', '"a\r\nb"'],
    [-2.5, '-2.5'],
    [null, ''],
  ])('writes %j as %s', (cell, text) => {
    expect(csvOf([[cell, 1]])).toBe(`${text},1\r\n`)
  })

  it('can be read again, and no cell begins like a formula', () => {
    const cells = string({ unit: 'grapheme', maxLength: 12 })
    assert(
      property(array(array(cells, { minLength: 2, maxLength: 4 })), (rows) => {
        const again = readCsv(csvOf(rows))
        expect(again.map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => cell.replace(/^'/, ''))),
        )
        expect(again.flat().filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([])
      }),
    )
  })
})

/** By the grammar of RFC 4180, written another way. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g,
  )) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end !== ',') rows.push(row.splice(0))
  }
  return rows
}
