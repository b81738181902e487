import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { fileHeaders, PICTURE_HEADERS, safeContentType } from '../../http/file-headers.ts'
import { handedOut } from './service.ts'
import { pageOf, previewOf } from './show-file.ts'

/** What a browser shows without running anything. */
const PICTURE = /^image\/(?:png|jpeg|gif|webp)$/i

/** The files of messages: to be downloaded, or shown as the server draws them. */
export function fileRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getAttachment,
    handler: async ({ viewer, params }, reply) => {
      const file = await handedOut(deps, viewer, params)
      const { name, contentType, contentId, content } = file
      // the HTML of its message shows it by its Content-ID
      const isShown = contentId !== null && PICTURE.test(contentType)
      return reply
        .headers(fileHeaders(isShown ? 'inline' : 'attachment', name))
        .type(safeContentType(contentType))
        .send(content)
    },
  })
  app.route({
    ...contract.getFilePreview,
    handler: async ({ viewer, params }) => previewOf(deps, await handedOut(deps, viewer, params)),
  })
  app.route({
    ...contract.getFilePage,
    handler: async ({ viewer, params: { page, ...place }, query }, reply) => {
      const file = await handedOut(deps, viewer, place)
      const picture = await pageOf(deps, file, { page, ...query })
      return reply.headers(PICTURE_HEADERS).type(picture.contentType).send(picture.content)
    },
  })
}
