import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, it } from 'vitest'
import { postPublic } from './post-public.ts'

const asked: { url: string | undefined; body: string; type: string | undefined }[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  asked.push({ url: request.url, body, type: request.headers['content-type'] })
  if (request.url === '/away') response.writeHead(302, { location: '/elsewhere' })
  if (!request.url?.startsWith('/silent')) response.end('x'.repeat(5000))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address: AddressInfo | string | null = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
afterAll(() => server.close().closeAllConnections())

const post = (url: string, allowPrivateNetwork: boolean) =>
  postPublic(
    url,
    { headers: { 'content-type': 'application/json' }, body: '{"é":1}', timeoutMs: 300 },
    { allowPrivateNetwork },
  )

it('is posted once, and where it is led on nobody follows', async () => {
  expect(await post(`${base}/hook?a=b`, true)).toEqual({ status: 200, text: 'x'.repeat(200) })
  expect(await post(`${base}/away`, true)).toMatchObject({ status: 302 })
  expect(asked).toEqual([
    { url: '/hook?a=b', body: '{"é":1}', type: 'application/json' },
    { url: '/away', body: '{"é":1}', type: 'application/json' },
  ])
})

it('never reaches a private network that the operator did not allow', async () => {
  asked.length = 0
  for (const url of [base, 'http://localhost/', 'http://127.0.0.1.nip.io:8080/'])
    await expect(post(url, false)).rejects.toMatchObject({ code: 'refused' })
  expect(asked).toEqual([])
})

it('says that an answer took too long without telling the whole address', async () => {
  await expect(post(`${base}/silent?key=secret`, true)).rejects.toMatchObject({
    code: 'timeout',
    message: expect.not.stringContaining('secret'),
  })
})
