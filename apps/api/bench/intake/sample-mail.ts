import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** A message to deliver, and when the mail server received it. */
export type SampleMail = { raw: Buffer; date: Date }

const GENERATOR = join(import.meta.dirname, '../../../../../shared/tools/gen-corpus.mjs')

/** Mail of mixed size: from the shared generator, or of our own make where that is missing. */
export async function sampleMail(count: number): Promise<SampleMail[]> {
  if (!existsSync(GENERATOR)) return Array.from({ length: count }, (_, place) => simpleMail(place))
  const out = await mkdtemp(join(tmpdir(), 'levee-corpus-'))
  try {
    const args = [GENERATOR, '--count', String(count), '--out', out, '--format', 'maildir']
    await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 })
    return await readMaildir(out)
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

async function readMaildir(directory: string): Promise<SampleMail[]> {
  const mails: SampleMail[] = []
  for (const part of ['cur', 'new']) {
    for (const name of await readdir(join(directory, part))) {
      const path = join(directory, part, name)
      mails.push({ raw: await readFile(path), date: (await stat(path)).mtime })
    }
  }
  return mails
}

/** The generator's sizes: half below 10 kB, one in twenty above 200 kB. */
function simpleMail(place: number): SampleMail {
  const size = place % 20 === 0 ? 250_000 : 1_000 + (place % 19) * 1_000
  const file = Buffer.alloc(size, place).toString('base64').replaceAll(/.{76}/g, '$&\r\n')
  const date = new Date(Date.UTC(2026, 0, 31) - place * 6_000_000)
  const lines = [
    `From: Personne ${place} <p${place % 400}@exemple${place % 40}.example>`,
    'To: contact@levee.test',
    `Subject: =?utf-8?Q?Demande_n=C2=B0_${place}?=`,
    `Date: ${date.toUTCString()}`,
    `Message-ID: <${place}@exemple.example>`,
    ...(place % 4 === 3 ? [`In-Reply-To: <${place - 1}@exemple.example>`] : []),
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Bonjour,\r\n\r\nvoici le dossier ${place}.\r\n`,
    '--b',
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="dossier-${place}.bin"`,
    'Content-Transfer-Encoding: base64',
    '',
    file,
    '--b--',
    '',
  ]
  return { raw: Buffer.from(lines.join('\r\n')), date }
}
