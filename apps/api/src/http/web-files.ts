import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { App } from './new-app.ts'
import { noSuchPath, sendProblem } from './problem.ts'

const BUILT_WEB = fileURLToPath(new URL('../../../web/dist/', import.meta.url))
/** Shows what browsers are told while no page is open; it may ask us, show our icon, and nothing else. */
const NOTICES_WORKER = 'notices-worker.js'
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; img-src 'self'"
const YEAR = 31_536_000 // seconds

/**
 * Serves the built single-page application: files whose name carries their hash are kept for ever,
 * its page is always asked for again and answers every path that is not a file's or the API's.
 */
export async function serveWebFiles(app: App, root = BUILT_WEB): Promise<void> {
  if (!existsSync(`${root}/index.html`)) {
    app.setNotFoundHandler((request, reply) => sendProblem(reply, noSuchPath(request)))
    return
  }
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true }
    })
    await scope.register(fastifyStatic, {
      root,
      index: 'index.html',
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders(reply, path) {
        const file = path.slice(root.length)
        reply.header('cache-control', cachingOf(file))
        if (file === NOTICES_WORKER) reply.header('content-security-policy', WORKER_POLICY)
      },
    })
  })
  app.setNotFoundHandler((request, reply) => {
    if (!asksForPage(request)) return sendProblem(reply, noSuchPath(request))
    reply.header('cache-control', cachingOf('index.html')).type('text/html; charset=utf-8')
    return reply.send(createReadStream(join(root, 'index.html')))
  })
}

function cachingOf(path: string): string {
  if (path.startsWith('assets/')) return `public, max-age=${YEAR}, immutable`
  if (path === 'index.html') return 'no-store'
  if (path === NOTICES_WORKER) return 'no-cache'
  return 'public, max-age=3600'
}

function asksForPage({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false
  const path = url.split('?', 1)[0] ?? ''
  const isFile = /\.\w+$/.test(path)
  return !isFile && !/^\/(api|metrics|assets)(\/|$)/.test(path)
}
