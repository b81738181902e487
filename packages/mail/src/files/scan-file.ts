import { connect } from 'node:net'
import { Readable } from 'node:stream'

/** Where ClamAV's daemon listens. */
export type ScannerAddress = { host: string; port: number }

/** The scanner could not be asked; `tooBig`: it does not take files of this size. */
export class ScanError extends Error {
  override readonly name = 'ScanError'
  readonly code: 'unreachable' | 'tooBig' | 'failed'

  constructor(code: ScanError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const PIECE = 65_536 // bytes
const SMALLEST_LIMIT = 1_000_000 // bytes that every scanner takes
const TIMEOUT = 60_000 // ms; the daemon ends by itself after 120

/**
 * Asks ClamAV's daemon about a file, by INSTREAM (clamd(8)): its bytes in pieces, each after its length.
 * @returns the name of what it is infected with, null when nothing was found.
 * @throws {ScanError}
 */
export async function scanFile(address: ScannerAddress, content: Buffer): Promise<string | null> {
  const answer = await ask(address, content).catch((error: unknown) =>
    explain(error, { address, content }),
  )
  const [, malware] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (malware !== undefined) return malware
  if (answer === 'stream: OK') return null
  if (answer.includes('size limit exceeded')) throw new ScanError('tooBig', answer)
  throw new ScanError('failed', `The virus scanner answers: ${answer.slice(0, 200)}`)
}

/**
 * A scanner that has had enough says so and closes, which can undo its last words on the way. When it
 * would take a small file, it was that.
 */
async function explain(
  cause: unknown,
  { address, content }: { address: ScannerAddress; content: Buffer },
): Promise<never> {
  const isLarge = content.length > SMALLEST_LIMIT
  const isUp = isLarge && (await ask(address, Buffer.alloc(1)).catch(() => '')) === 'stream: OK'
  if (isUp) throw new ScanError('tooBig', 'The virus scanner does not take a file of this size.')
  throw new ScanError('unreachable', `The virus scanner does not answer: ${String(cause)}`, {
    cause,
  })
}

async function ask({ host, port }: ScannerAddress, content: Buffer): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const socket = connect({ host, port })
  const file = Readable.from(pieces(content))
  let answer = ''
  let failure: Error | undefined
  socket.setEncoding('utf8')
  socket.setTimeout(TIMEOUT, () => socket.destroy(new Error('no answer in 60 s')))
  socket.on('data', (text: string) => (answer += text))
  socket.on('error', (error) => (failure = error))
  socket.on('close', () => {
    file.destroy()
    if (answer !== '') resolve(answer.replace(/\0[\s\S]*$/, '').trim())
    else reject(failure ?? new Error('it closed the connection'))
  })
  file.pipe(socket, { end: false }) // it answers, and closes
  return promise
}

function* pieces(content: Buffer): Generator<Buffer, void> {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < content.length; at += PIECE) {
    const piece = content.subarray(at, at + PIECE)
    yield lengthOf(piece)
    yield piece
  }
  yield lengthOf(Buffer.alloc(0))
}

function lengthOf({ length }: Buffer): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(length)
  return bytes
}
