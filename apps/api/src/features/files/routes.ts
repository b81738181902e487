import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { fileHeaders, PICTURE_HEADERS, safeContentType } from '../../http/file-headers.ts'
import { handedOut } from './service.ts'
import { pageOf, previewOf } from './show-file.ts'

/** The files of messages: to be downloaded, or shown as the server draws them. */
export function fileRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.getAttachment,
    compress: false, // most are already, and large ones would be kept in memory for it
    handler: async ({ viewer, params }, reply) => {
      const { name, contentType, content } = await handedOut(deps, viewer, params)
      // what the HTML of a message shows by a Content-ID is shown all the same
      return reply.headers(fileHeaders(name)).type(safeContentType(contentType)).send(content)
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
