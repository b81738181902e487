import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A certificate (PEM) for these names, signed by itself, that is valid for so many days from now. */
export async function selfSigned(
  names: string[],
  days = 30,
): Promise<{ key: string; cert: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'levee-certificate-'))
  try {
    const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => join(directory, name))
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    const alternatives = names.map((name) => `DNS:${name}`).join(',')
    const subject = ['-subj', `/O=Port-Leveque/CN=${names[0]}`]
    const extension = ['-addext', `subjectAltName=${alternatives}`]
    const files = ['-keyout', keyFile ?? '', '-out', certFile ?? '']
    await run('openssl', [
      'req',
      '-x509',
      '-days',
      String(days),
      ...key,
      ...subject,
      ...extension,
      ...files,
    ])
    return {
      key: await readFile(keyFile ?? '', 'utf8'),
      cert: await readFile(certFile ?? '', 'utf8'),
    }
  } finally {
    await rm(directory, { recursive: true })
  }
}
