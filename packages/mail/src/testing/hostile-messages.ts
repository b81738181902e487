/** A message of about `size` bytes that is nothing but one trap for a reader. */
export type HostileMessage = { name: string; of: (size: number) => Buffer }

const MIXED = 'Content-Type: multipart/mixed; boundary=b\n\n'
const HTML = 'Content-Type: text/html\n\n'
const TEXT = 'Subject: x\n\n'

/** Fields that are one piece again and again, and how they end. */
const FIELDS: [name: string, piece: string, end?: string][] = [
  ...'"|\\|(|)|<|@|:|;|,|[|[a]|<"|(a)|\\"|"\\"|<"\\"|<a@b>|a@b,|a:|=?|=?utf-8?q?"?= '
    .split('|')
    .map((piece): [string, string] => ['From', piece]),
  ['From', ' ', '@x.org'],
  ['From', ' a ', '@x.org'],
  ['From', '"\\"', '" <a@x.org>'],
  ...'=?|=?a?q?|=?a?q?x|=?utf-8?q?x?=|=?utf-8?q?=C3?= |=?x-none?q?=FF?= |=?utf-8?b?YQ==?= '
    .split('|')
    .map((piece): [string, string] => ['Subject', piece]),
  ...'; |"|=|a="|; name*0*=a|; name="|text/plain; name=(|; *|a*0=x;| |('
    .split('|')
    .map((piece): [string, string] => ['Content-Type', piece]),
  ['Content-Type', 'multipart/report; report-type = '],
  ['Content-Disposition', '%C3', '; x'],
  ['Content-Transfer-Encoding', '('],
  ['Content-Transfer-Encoding', '(a'],
  ['Content-ID', '>', 'x'],
  ['Content-ID', ' ', 'x'],
  ['Date', '1 Jan ', 'x'],
  ['Date', '(', '1 Jan 2026'],
  ['References', '<'],
  ['References', '<a@x.org>'],
  ['References', 'a@x.org '],
]

/** Parameters whose value is `x`, one piece again and again, and `x`. */
const PARAMETERS: [header: string, piece: string][] = [
  ['Content-Type: application/x; name=', '.'],
  ['Content-Type: application/x; name=', ' .'],
  ['Content-Type: text/plain; charset=', "'"],
  ['Content-Type: text/plain; charset=', ' '],
  ['Content-Type: multipart/mixed; boundary=', '-'],
]

/** Bodies that are one piece again and again, after a header and perhaps a beginning. */
const BODIES: [header: string, piece: string, end?: string][] = [
  ...'<|<b>|<div |<table><tr><td>|<td>|<!--|<!|<?|<style>|<style></style>|</p>|<p>x|&|&#|<a href="|<br>|<li>|<ol><li>|<b></i>|<pre>|<blockquote>|<img src="cid:a">|cid:|<![CDATA[|<select><option>|x | '
    .split('|')
    .map((piece): [string, string] => [HTML, piece]),
  ['Content-Type: text/plain; format=flowed\n\n', 'a \n'],
  ['Content-Type: text/plain; format=flowed\n\n', '>'],
  ['Content-Type: text/plain; format=flowed\n\n', '> \n>> \n'],
  ['Content-Type: text/plain; charset=iso-2022-kr\n\n', '\x0e!!\x0f'],
  ['Content-Type: text/plain; charset=hz-gb-2312\n\n', '~{!!~}~'],
  ['Content-Type: text/plain; charset=utf-7\n\n', '+AGE-'],
  ['Content-Transfer-Encoding: base64\n\n', '='],
  ['Content-Transfer-Encoding: base64\n\n', 'YQ==\n'],
  ['Content-Transfer-Encoding: base64\n\nYQ==', ' ', 'x'],
  ['Content-Transfer-Encoding: quoted-printable\n\n', '='],
  ['Content-Transfer-Encoding: quoted-printable\n\n', '= '],
  ['Content-Transfer-Encoding: quoted-printable\n\n', `=${' '.repeat(1000)}`, 'x'],
  ['Content-Transfer-Encoding: x-uuencode\n\n', '~\n'],
  [TEXT, '\0'],
  [TEXT, '\xff'],
  [TEXT, '\x1b$B'],
  [TEXT, '\n ', 'x'],
  ['', 'a:\n', '\n'],
  ['', 'To: \xff\xfe\n', '\n'],
  ['', 'no field\n'],
  ['Subject: x\n', ' \n', '\nx'],
  ['Subject: x\r', '\r'],
  [MIXED, '--b\n'],
  [MIXED, '--ba\n'],
  ['Content-Type: multipart/mixed; boundary="-"\n\n', '-'],
  [MIXED, '--b\nContent-Type: multipart/mixed; boundary=b\n\n'],
  [MIXED, `--b\n\n${'\xe9\xff\xfd\x81'.repeat(1000)}\n`],
  [MIXED, `--b\nContent-Type: multipart/mixed\n\n${'--x:\n'.repeat(1600)}`],
  [MIXED, `--b\nContent-Type: multipart/mixed\n\n${`--${' '.repeat(200)}\n`.repeat(40)}`],
  ['', 'Content-Type: message/rfc822\n\n'],
  [levels('boundary=b#'), '--b\n'],
  [levels(''), 'x\n'],
  [levels('boundary=b#'), 'x\n--b0\n--b1\n'],
  [levels('', 'Content-Transfer-Encoding: quoted-printable\n'), 'x\n'],
  [
    'Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n'.repeat(120),
    'x\n',
  ],
]

/** A hundred and twenty multiparts, each in the one before. */
function levels(boundary: string, field = ''): string {
  const numbers = Array.from({ length: 120 }, (_, level) => level)
  return numbers
    .map(
      (level) =>
        `Content-Type: multipart/mixed; ${boundary.replace('#', `${level}`)}\n${field}\n--b${level}\n`,
    )
    .join('')
}

function repeated(before: string, piece: string, after: string): (size: number) => Buffer {
  return (size) =>
    Buffer.from(before + piece.repeat(Math.ceil(size / piece.length)) + after, 'latin1')
}

/** Whatever can be repeated to make a reader slow. */
export const HOSTILE_MESSAGES: readonly HostileMessage[] = [
  ...FIELDS.map(([name, piece, end = '']) => ({
    name: `${name}: ${piece}… ${end}`,
    of: repeated(`${name}: `, piece, `${end}\n\nx`),
  })),
  ...PARAMETERS.map(([header, piece]) => ({
    name: `${header}"x${piece}…x"`,
    of: repeated(`${header}"x`, piece, 'x"\n\n\xe9'),
  })),
  ...BODIES.map(([header, piece, end = '']) => ({
    name: `${header.slice(0, 60)}${piece.slice(0, 50)}… ${end}`,
    of: repeated(header, piece, end),
  })),
]
