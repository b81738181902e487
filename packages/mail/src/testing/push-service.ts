import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { listeningPort } from './free-ports.ts'

/** What the browser would have shown, and how it came: its headers, and who says to have sent it. */
export type PushedNews = {
  payload: string
  headers: IncomingHttpHeaders
  token: { aud: string; exp: number; sub: string }
  publicKey: string
}

/** A push service with one browser behind it: it takes what is sent (RFC 8030), and reads it (RFC 8291, 8292). */
export type PushService = {
  /** What the page of the browser gives to us. */
  address: { endpoint: string; p256dh: string; auth: string }
  received: PushedNews[]
  /** What it answers from now on. */
  answer(status: number, headers?: Record<string, string>): void
  stop(): Promise<void>
}

export async function startPushService(): Promise<PushService> {
  const browser = { keys: createECDH('prime256v1'), auth: randomBytes(16) }
  browser.keys.generateKeys()
  const received: PushedNews[] = []
  let answer: [number, Record<string, string>] = [201, {}]
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    if (answer[0] < 300) {
      const signed = readToken(request.headers.authorization ?? '')
      const payload = decrypted(Buffer.concat(chunks), browser)
      received.push({ payload, headers: request.headers, ...signed })
    }
    response.writeHead(...answer).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: {
      endpoint: `http://127.0.0.1:${listeningPort(server)}/push/${randomBytes(8).toString('hex')}`,
      p256dh: browser.keys.getPublicKey('base64url'),
      auth: browser.auth.toString('base64url'),
    },
    received,
    answer: (status, headers = {}) => {
      answer = [status, headers]
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The receiver's keys: those of the browser, and the secret that it shares with the application. */
type Receiver = { keys: ReturnType<typeof createECDH>; auth: Buffer }

/** Reads one record of aes128gcm (RFC 8188 §2) that was encrypted as RFC 8291 §3.4 says. */
export function decrypted(body: Buffer, { keys, auth }: Receiver): string {
  const salt = body.subarray(0, 16)
  const idLength = body.readUInt8(20)
  const sender = body.subarray(21, 21 + idLength)
  const record = body.subarray(21 + idLength)
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender])
  const secret = Buffer.from(hkdfSync('sha256', keys.computeSecret(sender), auth, info, 32))
  const derive = (use: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, salt, `Content-Encoding: ${use}\0`, length))
  const cipher = createDecipheriv('aes-128-gcm', derive('aes128gcm', 16), derive('nonce', 12))
  cipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString() // 2 marks the last record
}

/** `Authorization: vapid t=…, k=…` (RFC 8292 §3); it throws when the signature is not right. */
function readToken(authorization: string): Pick<PushedNews, 'token' | 'publicKey'> {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(publicKey, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) =>
    part.toString('base64url'),
  )
  const key = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' },
    format: 'jwk',
  })
  const signed = Buffer.from(`${head}.${claims}`)
  const isRight = verify(
    'sha256',
    signed,
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  if (!isRight) throw new Error('The signature of the token is wrong.')
  return { token: JSON.parse(Buffer.from(claims, 'base64url').toString()), publicKey }
}
