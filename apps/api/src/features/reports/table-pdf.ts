import { PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib'

/** A table on paper. The first column is of text, the others of figures. */
export type PaperTable = {
  title: string
  lines: readonly string[]
  heads: readonly string[]
  rows: readonly (readonly string[])[]
  /** The last row, which is what the others come to. */
  total: readonly string[]
  language: 'fr' | 'en'
  at: Date
}

type Fonts = { plain: PDFFont; bold: PDFFont }
type Sheet = { document: PDFDocument; page: PDFPage; y: number; fonts: Fonts; columns: number[] }

const PAPER = { width: 841.89, height: 595.28 } // A4 on its side, in points
const MARGIN = 42
const LINE = 18
const SIZE = 9
const HEAD_LINE = 11
const INK = rgb(0.1, 0.12, 0.15)
const GREY = rgb(0.75, 0.77, 0.8)
const FIRST_COLUMN = 0.19 // of the width

/** Sets a table on as many pages as it takes; each begins with the heads, and says which it is. */
export async function tablePdf(table: PaperTable): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.setTitle(table.title)
  document.setLanguage(table.language)
  document.setProducer('Levee')
  document.setCreator('Levee')
  document.setCreationDate(table.at)
  document.setModificationDate(table.at)
  const fonts = {
    plain: await document.embedFont(StandardFonts.Helvetica),
    bold: await document.embedFont(StandardFonts.HelveticaBold),
  }
  const sheet = newPage({ document, fonts, columns: columnsOf(table.heads.length) })
  write(sheet, table.title, { x: MARGIN, size: 16, font: fonts.bold })
  sheet.y -= LINE * 1.4
  for (const line of table.lines) {
    write(sheet, line, { x: MARGIN, size: SIZE + 1, font: fonts.plain })
    sheet.y -= LINE * 0.9
  }
  sheet.y -= LINE * 0.6
  writeHeads(sheet, table.heads)
  for (const row of table.rows) writeRow(sheet, row, table.heads, fonts.plain)
  writeRow(sheet, table.total, table.heads, fonts.bold)
  numberPages(document, fonts.plain)
  return document.save()
}

/** The right edge of each column. */
function columnsOf(count: number): number[] {
  const width = PAPER.width - 2 * MARGIN
  const rest = (width * (1 - FIRST_COLUMN)) / (count - 1)
  return Array.from({ length: count }, (_, index) => MARGIN + width * FIRST_COLUMN + rest * index)
}

function newPage({ document, fonts, columns }: Omit<Sheet, 'page' | 'y'>): Sheet {
  const page = document.addPage([PAPER.width, PAPER.height])
  return { document, page, fonts, columns, y: PAPER.height - MARGIN - 10 }
}

function writeHeads(sheet: Sheet, heads: readonly string[]): void {
  const { fonts, columns } = sheet
  const wrapped = heads.map((head, index) => wrap(head, widthOf(columns, index), fonts.bold))
  const lines = Math.max(...wrapped.map(({ length }) => length))
  for (const [index, parts] of wrapped.entries()) {
    const top = sheet.y - (lines - parts.length) * HEAD_LINE
    for (const [line, part] of parts.entries())
      writeCell(sheet, part, { index, font: fonts.bold, y: top - line * HEAD_LINE })
  }
  sheet.y -= (lines - 1) * HEAD_LINE + 6
  rule(sheet)
  sheet.y -= LINE - 4
}

function writeRow(
  sheet: Sheet,
  row: readonly string[],
  heads: readonly string[],
  font: PDFFont,
): void {
  if (sheet.y < MARGIN + LINE) {
    Object.assign(sheet, newPage(sheet))
    writeHeads(sheet, heads)
  }
  for (const [index, cell] of row.entries()) {
    const [fitting = ''] = wrap(cell, widthOf(sheet.columns, index), font)
    writeCell(sheet, fitting, { index, font, y: sheet.y })
  }
  sheet.y -= 5
  rule(sheet)
  sheet.y -= LINE - 5
}

function widthOf(columns: readonly number[], index: number): number {
  return (columns[index] ?? 0) - (columns[index - 1] ?? MARGIN) - 6
}

function writeCell(
  sheet: Sheet,
  text: string,
  { index, font, y }: { index: number; font: PDFFont; y: number },
): void {
  const right = sheet.columns[index] ?? 0
  const x = index === 0 ? MARGIN : right - font.widthOfTextAtSize(printable(text, font), SIZE)
  write({ ...sheet, y }, text, { x, size: SIZE, font })
}

function write(
  { page, y }: Sheet,
  text: string,
  { x, size, font }: { x: number; size: number; font: PDFFont },
): void {
  page.drawText(printable(text, font), { x, y, size, font, color: INK })
}

function rule({ page, y }: Sheet): void {
  const [start, end] = [
    { x: MARGIN, y },
    { x: PAPER.width - MARGIN, y },
  ]
  page.drawLine({ start, end, thickness: 0.5, color: GREY })
}

function numberPages(document: PDFDocument, font: PDFFont): void {
  const pages = document.getPages()
  for (const [index, page] of pages.entries()) {
    const text = `${index + 1} / ${pages.length}`
    const x = PAPER.width - MARGIN - font.widthOfTextAtSize(text, SIZE)
    page.drawText(text, { x, y: MARGIN - 18, size: SIZE, font, color: INK })
  }
}

/** Words in lines that fit; a word that does not is cut. */
function wrap(text: string, width: number, font: PDFFont): string[] {
  const fits = (line: string): boolean =>
    font.widthOfTextAtSize(printable(line, font), SIZE) <= width
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ')
    if (lines.length > 0 && fits(longer)) lines.splice(-1, 1, longer)
    else lines.push(cut(word, fits))
  }
  return lines
}

function cut(word: string, fits: (text: string) => boolean): string {
  if (fits(word)) return word
  let length = word.length
  while (length > 1 && !fits(`${word.slice(0, length)}…`)) length--
  return `${word.slice(0, length)}…`
}

/** The fonts that every reader has know the letters of western Europe: of others what is below their accents. */
function printable(text: string, font: PDFFont): string {
  const known = lettersOf(font)
  const isKnown = (letter: string): boolean => known.has(letter.codePointAt(0) ?? 0)
  return Array.from(text.replaceAll(/\s/g, ' '), (letter) => {
    if (isKnown(letter)) return letter
    const [plain = ''] = letter.normalize('NFD')
    return isKnown(plain) ? plain : '?'
  }).join('')
}

const letters = new WeakMap<PDFFont, Set<number>>()

function lettersOf(font: PDFFont): Set<number> {
  const known = letters.get(font) ?? new Set(font.getCharacterSet())
  letters.set(font, known)
  return known
}
