import { crc32, deflateSync } from 'node:zlib'
import type { DemoFile } from './matter.ts'

/** The bytes and the type of a file of the demonstration. */
export function madeFile(file: DemoFile): { name: string; contentType: string; content: Buffer } {
  const { name } = file
  if (file.kind === 'photo')
    return { name, contentType: 'image/png', content: (painted ??= photo()) }
  const page = file.kind === 'plan' ? planPage(file.title) : letterPage(file.title, file.lines)
  return { name, contentType: 'application/pdf', content: pdf(page) }
}

/** A one-page PDF 1.4 on A4 (595 × 842 points) around a page's drawing operators. */
function pdf(page: string): Buffer {
  const stream = Buffer.from(page, 'latin1')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Length ${stream.length} >>\nstream\n${page}\nendstream`,
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}

const LINE_WIDTH = 88 // characters of 11-point Helvetica between the margins

function letterPage(title: string, lines: string[]): string {
  const wrapped = lines.flatMap((line) => wrap(line))
  const body = wrapped.map((line) => `(${shown(line)}) Tj T*`).join('\n')
  return `0.04 0.38 0.54 rg 56 770 483 3 re f 0 g
BT /F2 16 Tf 56 785 Td (${shown(title)}) Tj ET
BT /F1 11 Tf 16 TL 56 738 Td
${body}
ET`
}

/** A plan as an applicant draws it: outline, dimensions, a north arrow, a title block. */
function planPage(title: string): string {
  return `1 w 70 300 455 420 re S
0.93 0.96 0.98 rg 130 360 335 180 re f 0 g 2 w 130 360 335 180 re S 1 w
0.85 0.92 0.85 rg 130 560 335 90 re f 0 g 130 560 335 90 re S
0.5 w 130 340 m 465 340 l S 130 335 m 130 345 l S 465 335 m 465 345 l S
110 360 m 110 540 l S 105 360 m 115 360 l S 105 540 m 115 540 l S
[4 3] 0 d 70 680 m 525 680 l S [] 0 d
495 640 m 505 665 l 515 640 l 505 648 l h f
BT /F1 10 Tf 270 325 Td (12,40 m) Tj ET
BT /F1 10 Tf 0 1 -1 0 104 425 Tm (6,60 m) Tj ET
BT /F1 9 Tf 255 690 Td (limite de propriété) Tj ET
BT /F2 9 Tf 501 628 Td (N) Tj ET
70 220 455 60 re S 380 220 m 380 280 l S
BT /F2 12 Tf 82 255 Td (${shown(title)}) Tj ET
BT /F1 9 Tf 82 235 Td (${shown('Échelle 1/100 – toutes cotes en mètres')}) Tj ET
BT /F1 9 Tf 392 245 Td (Plan 1 / 1) Tj ET`
}

function wrap(line: string): string[] {
  const rows: string[] = ['']
  for (const word of line.split(' ')) {
    const row = rows.at(-1) ?? ''
    if (row.length + word.length < LINE_WIDTH) rows[rows.length - 1] = row ? `${row} ${word}` : word
    else rows.push(word)
  }
  return rows
}

const WIN_ANSI: Record<string, string> = {
  '–': '\u{96}',
  '—': '\u{97}',
  '’': '\u{92}',
  '‘': '\u{91}',
  '“': '\u{93}',
  '”': '\u{94}',
  '€': '\u{80}',
  œ: '\u{9C}',
  '\u{202F}': '\u{A0}',
}

/** A text as a PDF string of a WinAnsi font. */
function shown(text: string): string {
  const ansi = text.replaceAll(/[–—’‘“”€œ\u202F]/gu, (sign) => WIN_ANSI[sign] ?? sign)
  return ansi.replaceAll(/[\\()]/gu, String.raw`\$&`)
}

let painted: Buffer | undefined // there is one picture, painted when first asked for

const WIDTH = 640
const HEIGHT = 480

/** A picture of a street with a pothole, painted pixel by pixel. */
function photo(): Buffer {
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1))
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const [red, green, blue] = pixel(x / WIDTH, y / HEIGHT)
      const at = y * (WIDTH * 3 + 1) + 1 + x * 3
      rows.set([red, green, blue], at)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(WIDTH, 0)
  header.writeUInt32BE(HEIGHT, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function pixel(x: number, y: number): [number, number, number] {
  const grain = (((x * 7919 + y * 104_729) * 9973) % 9) | 0
  if (y < 0.34) return [168 + y * 120, 196 + y * 90, 216 + y * 60] // sky
  if (y < 0.5 && Math.abs(x - 0.5) > 0.28 - y * 0.2) {
    return x % 0.14 < 0.05 && y % 0.07 < 0.04 ? [92, 104, 116] : [198 + grain, 184 + grain, 160] // houses
  }
  const hole = ((x - 0.56) / 0.17) ** 2 + ((y - 0.76) / 0.08) ** 2
  if (hole < 0.8) return [58 + grain * 2, 54 + grain * 2, 50 + grain] // the hole
  if (hole < 1.1) return [120 + grain * 3, 112 + grain * 3, 102 + grain * 2] // its broken edge
  if (Math.abs(x - 0.5) < 0.012 && y % 0.16 < 0.09) return [232, 230, 222] // markings
  return [112 + grain * 2 - y * 20, 114 + grain * 2 - y * 20, 118 + grain * 2 - y * 20] // asphalt
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
