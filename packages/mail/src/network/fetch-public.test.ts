import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'node:net'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { CORPORA } from '../testing/oracles/corpora.ts'
import { smallInternet } from '../testing/small-internet.ts'
import { fetchPublic } from './fetch-public.ts'
import { internet } from './public-dialer.ts'

const PUBLIC = '93.184.215.14'
const LIMITS = { timeoutMs: 2000, mostBytes: 1000, accept: 'image/png' }
let names: Record<string, string[][]> = {}
let asked: { url: string; headers: Record<string, unknown> }[] = []

const world = await smallInternet(
  (host) =>
    (names[host] && (names[host].length > 1 ? names[host].shift() : names[host][0])) ?? [PUBLIC],
  (request, response) => {
    const { host, ...headers } = request.headers
    asked.push({ url: `${host}${request.url}`, headers })
    const path = request.url ?? ''
    const target = /^\/to\/(.+)/.exec(path)?.[1]
    if (host === 'redir-loop.test' || path === '/loop')
      response.writeHead(302, { location: '/loop' })
    else if (target) response.writeHead(301, { location: decodeURIComponent(target) })
    else if (path === '/gone') response.writeHead(404)
    else if (path === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' })
    else if (path === '/huge') response.write(Buffer.alloc(100_000))
    if (path !== '/endless') response.end('content')
  },
)
afterAll(() => world.stop())
beforeEach(() => {
  names = {
    'rebind.test': [[PUBLIC], ['127.0.0.1']],
    'multi-a.test': [[PUBLIC, '10.0.0.1']],
    'localhost.example': [['127.0.0.1']],
    'six.example': [['fd00::1']],
    'mapped.example': [['::ffff:169.254.169.254']],
    'translated.example': [['64:ff9b::a00:1']],
  }
  asked = []
  world.dialled.length = 0
  world.lookedUp.length = 0
})
const get = (url: string, limits = LIMITS) => fetchPublic(url, limits, world.dialer)

const to = (url: string): string => `http://a.example/to/${encodeURIComponent(url)}`

describe('what a mail names on other hosts', () => {
  it('is asked for without a word about who asks', async () => {
    expect((await get('http://pictures.example/a.png?b=1')).toString()).toBe('content')
    expect(asked).toEqual([
      {
        url: 'pictures.example/a.png?b=1',
        headers: {
          accept: 'image/png',
          'accept-encoding': 'identity',
          'user-agent': 'Mozilla/5.0 (compatible; mail picture proxy)',
          connection: 'close',
        },
      },
    ])
    expect(world.dialled).toEqual([PUBLIC])
  })

  it.each([
    'localhost.example',
    'six.example',
    'mapped.example',
    'translated.example',
    'multi-a.test',
  ])('is never on a private network, whatever its name leads to: %s', async (host) => {
    await expect(get(`http://${host}/`)).rejects.toMatchObject({ code: 'refused' })
    expect(world.lookedUp).toEqual([host])
    expect({ dialled: world.dialled, asked }).toEqual({ dialled: [], asked: [] })
  })

  it('is judged again at each connection: a name that changes its mind is refused', async () => {
    await get('http://rebind.test/')
    await expect(get('http://rebind.test/')).rejects.toMatchObject({ code: 'refused' })
    expect(world.dialled).toEqual([PUBLIC])
  })

  it('is followed three times, and judged each time', async () => {
    expect((await get(to(to(to('http://b.example/c'))))).toString()).toBe('content')
    await expect(get(to(to(to(to('http://b.example/')))))).rejects.toMatchObject({
      code: 'refused',
    })
    for (const url of ['http://127.0.0.1/', 'http://localhost.example/', 'file:///etc/passwd'])
      await expect(get(to(url))).rejects.toMatchObject({ code: 'refused' })
    expect(asked.filter(({ url }) => !/^[ab]\.example/.test(url))).toEqual([])
  })

  it.each([
    ['/gone', 'unusable'],
    ['/packed', 'unusable'],
    ['/huge', 'tooLarge'],
    ['/endless', 'timeout'],
    ['/loop', 'refused'],
  ])('has limits: %s', async (path, code) => {
    await expect(
      get(`http://a.example${path}`, { ...LIMITS, timeoutMs: 500 }),
    ).rejects.toMatchObject({
      code,
    })
  })

  it('does not reach a listener on this machine by the real network either', async () => {
    let connections = 0
    const listener = createServer(() => connections++).listen(0, '127.0.0.1')
    const loopback = { ...internet, resolve: async () => [{ address: '127.0.0.1', family: 4 }] }
    await expect(fetchPublic('http://a.example/', LIMITS, loopback)).rejects.toMatchObject({
      code: 'refused',
    })
    await expect(fetchPublic('https://[::ffff:127.0.0.1]/', LIMITS)).rejects.toMatchObject({
      code: 'refused',
    })
    listener.close()
    expect(connections).toBe(0)
  })
})

type Vector = { input: string; block: boolean }
const file = join(CORPORA, 'ssrf-urls/vectors.json')
const vectors: Vector[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []

describe.skipIf(vectors.length === 0)('the URLs of others who tried', () => {
  it.each(vectors)('$input: block $block', async ({ input, block }) => {
    names = {
      ...names,
      '127.0.0.1.nip.io': [['127.0.0.1']],
      'foo.localhost': [['127.0.0.1']],
      metadata: [['169.254.169.254']],
    }
    const [url = '', story = ''] = input.split(/ (?=\()/)
    const first = get(url).catch((error: Error) => error)
    if (story.startsWith('(DNS')) await first // the second answer is the one that attacks
    const outcome = await (story ? get(url).catch((error: Error) => error) : first)
    const isOurs = world.dialled.every((address) => !/^(?:127|10|169\.254)\./.test(address))
    const isBlocked = story ? outcome instanceof Error : world.dialled.length === 0
    expect({ isOurs, isBlocked }).toEqual({ isOurs: true, isBlocked: block })
  })
})
