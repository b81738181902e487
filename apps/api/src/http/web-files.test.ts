import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import '../testing/problem-matcher.ts'
import { newApp } from './new-app.ts'
import { serveWebFiles } from './web-files.ts'

const root = `${await mkdtemp(join(tmpdir(), 'levee-web-'))}/`
await mkdir(join(root, 'assets'))
await writeFile(join(root, 'index.html'), '<title>Levee</title>')
await writeFile(join(root, 'favicon.svg'), '<svg/>')
await writeFile(join(root, 'notices-worker.js'), '')
await writeFile(join(root, 'assets/index-CLuCGRm6.js'), 'export {}')
await writeFile(join(root, '.env'), 'secret')

const app = newApp({ config: readConfig({}, '/'), log: pino({ level: 'silent' }) })
await serveWebFiles(app, root)
afterAll(async () => {
  await app.close()
  await rm(root, { recursive: true })
})

const asked = async (url: string) => {
  const { statusCode, headers, body } = await app.inject(url)
  return {
    status: statusCode,
    cache: headers['cache-control'],
    type: headers['content-type'],
    body,
  }
}

it('keeps files whose name carries their hash for ever, others for an hour', async () => {
  expect(await asked('/assets/index-CLuCGRm6.js')).toMatchObject({
    status: 200,
    cache: 'public, max-age=31536000, immutable',
    type: expect.stringContaining('javascript'),
  })
  expect(await asked('/favicon.svg')).toMatchObject({ status: 200, cache: 'public, max-age=3600' })
})

it('lets what shows notices ask us, and nobody else', async () => {
  const { headers } = await app.inject('/notices-worker.js')
  expect(headers).toMatchObject({
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'none'; connect-src 'self'; img-src 'self'",
  })
})

it.each(['/', '/index.html', '/inbox', '/settings/users', '/conversations/2026-000123'])(
  'answers %s with the page, which is never kept',
  async (url) => {
    expect(await asked(url)).toMatchObject({
      status: 200,
      cache: 'no-store',
      body: '<title>Levee</title>',
      type: expect.stringContaining('text/html'),
    })
  },
)

it.each([
  '/api/v1/nowhere',
  '/assets/index-gone.js',
  '/assets/',
  '/assets',
  '/nothing.png',
  '/.env',
  '/../package.json',
])('has nothing at %s', async (url) => {
  expect(await app.inject(url)).toBeProblem(404, 'not-found')
})

it('answers no page to a request that changes something', async () => {
  expect(await app.inject({ method: 'POST', url: '/inbox' })).toBeProblem(404, 'not-found')
})
