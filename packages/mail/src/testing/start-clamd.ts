import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScannerAddress } from '../files/scan-file.ts'
import { scanFile } from '../files/scan-file.ts'
import { freePorts } from './free-ports.ts'

const CLAMD = '/usr/sbin/clamd'
/** The file that every virus scanner takes for a virus, written so that none takes this one for it. */
export const EICAR = Buffer.from(
  'WDVPIVAlQEFQWzRcUFpYNTQoUF4pN0NDKTd9JEVJQ0FSLVNUQU5EQVJELUFOVElWSVJVUy1URVNULUZJTEUhJEgrSCo=',
  'base64',
)
const STREAM_LIMIT = 2 // MB

/** A private ClamAV that knows one virus. */
export type Clamd = { address: ScannerAddress; stop(): Promise<void> }

export function clamdInstalled(): boolean {
  return existsSync(CLAMD)
}

/** Starts ClamAV's daemon on 127.0.0.1; it takes files of 2 MB. */
export async function startClamd(): Promise<Clamd> {
  const directory = await mkdtemp(join(tmpdir(), 'levee-clamd-'))
  const [port = 0] = await freePorts(1)
  await writeFile(join(directory, 'test.ndb'), `Eicar-Test:0:*:${EICAR.toString('hex')}\n`)
  const configuration = join(directory, 'clamd.conf')
  await writeFile(
    configuration,
    [
      'Foreground yes',
      `DatabaseDirectory ${directory}`,
      `TemporaryDirectory ${directory}`,
      'TCPAddr 127.0.0.1',
      `TCPSocket ${port}`,
      `StreamMaxLength ${STREAM_LIMIT}M`,
      '',
    ].join('\n'),
  )
  const process = spawn(CLAMD, ['--config-file', configuration], { stdio: 'ignore' })
  const address = { host: '127.0.0.1', port }
  await answering(process, address)
  return {
    address,
    stop: async () => {
      const ended = once(process, 'exit')
      if (process.kill()) await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function answering(process: ChildProcess, address: ScannerAddress): Promise<void> {
  for (let tries = 0; tries < 300 && process.exitCode === null; tries++) {
    const isUp = await scanFile(address, Buffer.from('x')).catch(() => 'down')
    if (isUp === null) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  process.kill()
  throw new Error('ClamAV did not start.')
}
