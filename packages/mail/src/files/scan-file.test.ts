import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listeningPort } from '../testing/free-ports.ts'
import { type Clamd, clamdInstalled, EICAR, startClamd } from '../testing/start-clamd.ts'
import { zipOf } from '../testing/zip-of.ts'
import { scanFile } from './scan-file.ts'

describe.skipIf(!clamdInstalled())('scanning with ClamAV', () => {
  let clamd: Clamd
  beforeAll(async () => {
    clamd = await startClamd()
  })
  afterAll(() => clamd.stop())

  it('finds nothing in a letter', async () => {
    expect(await scanFile(clamd.address, Buffer.from('Bonjour'))).toBeNull()
    expect(await scanFile(clamd.address, Buffer.alloc(0))).toBeNull()
    expect(await scanFile(clamd.address, Buffer.alloc(1_000_000, 'x'))).toBeNull()
  })

  it('finds a virus as it is, in an archive, and in an archive in an archive', async () => {
    const archive = zipOf([{ name: 'a.com', content: EICAR }])
    const nested = zipOf([{ name: 'a.zip', content: archive }])
    for (const carrier of [EICAR, archive, nested])
      expect(await scanFile(clamd.address, carrier)).toMatch(/^Eicar-Test/)
  })

  it('says when a file is too large for it', async () => {
    const scanning = scanFile(clamd.address, Buffer.alloc(30_000_000, 'x'))
    await expect(scanning).rejects.toMatchObject({ code: 'tooBig' })
  })
})

describe('a scanner that cannot be asked', () => {
  it('is not there', async () => {
    const { address, close } = await serving(null)
    await expect(scanFile(address, EICAR)).rejects.toMatchObject({ code: 'unreachable' })
    close()
    await expect(scanFile(address, EICAR)).rejects.toMatchObject({ code: 'unreachable' })
  })

  it('is no scanner, or has a problem', async () => {
    for (const answer of [
      'HTTP/1.1 400 Bad Request\r\n\r\n',
      'stream: Time limit reached ERROR\0',
    ]) {
      const { address, close } = await serving(answer)
      await expect(scanFile(address, EICAR)).rejects.toMatchObject({ code: 'failed' })
      close()
    }
  })
})

/** A server that answers so, or with null closes the connection. */
async function serving(answer: string | null) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    if (answer === null) socket.destroy()
    else socket.end(answer)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    address: { host: '127.0.0.1', port: listeningPort(server) },
    close: () => server.close(),
  }
}
