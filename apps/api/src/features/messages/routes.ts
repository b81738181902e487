import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { fileHeaders, PICTURE_HEADERS } from '../../http/file-headers.ts'
import { createHtmlCache } from './message-html.ts'
import { createImageCache, getRemoteImage } from './remote-image.ts'
import { getHtml, getMessage, getSource, rereadMessage, setRemoteImages } from './service.ts'

/**
 * The policy of a mail's HTML in its frame: nothing runs, nothing loads but its own pictures. With
 * `allow-same-origin` the page around the frame can measure it and hear its keys.
 */
const MAIL_POLICY = [
  "default-src 'none'",
  "script-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
].join('; ')

/** A message: as JSON, as it was received, its HTML, its parts. */
export function messageRoutes(app: App, deps: Deps): void {
  const cache = createHtmlCache()
  const images = createImageCache()
  app.route({
    ...contract.getMessage,
    handler: ({ viewer, params }) => getMessage(deps, viewer, params.id),
  })
  app.route({
    ...contract.rereadMessage,
    handler: ({ viewer, params }) => rereadMessage(deps, viewer, params.id),
  })
  app.route({
    ...contract.getMessageSource,
    compress: false, // most of it is base64, and a large one would be kept in memory for it
    handler: async ({ viewer, params }, reply) => {
      const { raw, fileName } = await getSource(deps, viewer, params.id)
      return reply.headers(fileHeaders(fileName)).type('message/rfc822').send(raw)
    },
  })
  app.route({
    ...contract.getMessageHtml,
    handler: async ({ viewer, params: { id }, query, headers }, reply) => {
      const { theme, images: wanted = 'blocked' } = query
      const view = { id, theme, images: wanted, locale: viewer.locale }
      const { html, etag } = await getHtml({ ...deps, cache }, viewer, view)
      reply.headers({
        'content-security-policy': MAIL_POLICY,
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, no-cache', // kept, but shown only to who may still see it
        etag,
      })
      if (headers['if-none-match'] === etag) return reply.code(304).send(null)
      return reply.type('text/html; charset=utf-8').send(html)
    },
  })
  app.route({
    ...contract.getRemoteImage,
    handler: async ({ viewer, params: { id }, query }, reply) => {
      const picture = await getRemoteImage({ ...deps, images }, viewer, { id, ...query })
      return reply.headers(PICTURE_HEADERS).type(picture.contentType).send(picture.content)
    },
  })
  app.route({
    ...contract.setRemoteImages,
    handler: ({ viewer, params: { id }, body }) => setRemoteImages(deps, viewer, { id, ...body }),
  })
}
