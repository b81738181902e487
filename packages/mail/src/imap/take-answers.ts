/* oxlint-disable no-underscore-dangle -- Node's own name of what a stream does */
import { Transform } from 'node:stream'
import type { ImapFlow } from 'imapflow'
import { FetchTap, type FetchWish } from './fetch-tap.ts'

/**
 * While `command` runs, takes the FETCH answers off the connection before ImapFlow reads them: its
 * general parser, made for every answer of every server, costs more than all else of a download.
 * Whatever we do not know goes to ImapFlow as it came, and so do all other answers.
 */
export async function takingAnswers<T>(
  client: ImapFlow,
  wish: FetchWish,
  command: () => Promise<T>,
): Promise<T> {
  const stream: unknown = Reflect.get(client, 'streamer') // the stream behind TLS and compression
  if (!(stream instanceof Transform) || !isBetweenAnswers(stream)) return command()
  const tap = new FetchTap(wish)
  const read = stream._transform.bind(stream)
  stream._transform = (chunk: Buffer, encoding, next) => {
    const rest = tap.read(chunk)
    if (rest.length === 0) next()
    else read(rest.length === 1 ? rest[0] : Buffer.concat(rest), encoding, next)
  }
  try {
    return await command()
  } finally {
    stream._transform = read
    for (const piece of tap.leave()) read(piece, 'binary', () => undefined)
  }
}

function isBetweenAnswers(stream: Transform): boolean {
  const counters = ['responseBytes', 'lineBytes', 'literalWaiting'] as const
  return counters.every((name) => Reflect.get(stream, name) === 0)
}
