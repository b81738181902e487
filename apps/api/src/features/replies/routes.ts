import multipart from '@fastify/multipart'
import {
  addReply as addReplyEndpoint,
  addUpload as addUploadEndpoint,
  approveMessage,
  cancelMessage,
  getUploadedPicture,
  quoteMessage as quoteMessageEndpoint,
  rescheduleMessage,
  retryMessage,
  returnMessage,
  startConversation as startConversationEndpoint,
} from '@levee/contract'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { PICTURE_HEADERS } from '../../http/file-headers.ts'
import {
  addReply,
  addUpload,
  approveReply,
  cancelReply,
  quoteMessage,
  rescheduleReply,
  retryReply,
  returnReply,
  startConversation,
  uploadedPicture,
} from './service.ts'
import { LARGEST_UPLOAD } from './uploads.ts'

const LARGEST_REPLY = 8 * 1024 * 1024 // bytes: 2 million characters of HTML and 1 million of text, in UTF-8

/** Replies: queue, take back, send again; and the files that go with them. */
export async function replyRoutes(app: App, deps: Deps): Promise<void> {
  await app.register(multipart, { limits: { files: 1, fields: 0, fileSize: LARGEST_UPLOAD } })

  app.route({
    ...addReplyEndpoint,
    bodyLimit: LARGEST_REPLY,
    handler: async (request, reply) =>
      reply.code(202).send(await addReply(deps, request.viewer, request.params.id, request.body)),
  })

  app.route({
    ...startConversationEndpoint,
    bodyLimit: LARGEST_REPLY,
    handler: async ({ viewer, body }, reply) =>
      reply.code(202).send(await startConversation(deps, viewer, body)),
  })

  app.route({
    ...quoteMessageEndpoint,
    handler: ({ viewer, params, body }) => quoteMessage(deps, viewer, { ...params, ...body }),
  })

  app.route({
    ...cancelMessage,
    handler: (request) => cancelReply(deps, request.viewer, request.params.id),
  })

  app.route({
    ...retryMessage,
    handler: async (request, reply) =>
      reply.code(202).send(await retryReply(deps, request.viewer, request.params.id)),
  })

  app.route({
    ...rescheduleMessage,
    handler: ({ viewer, params, body }) => rescheduleReply(deps, viewer, params.id, body),
  })

  app.route({
    ...approveMessage,
    handler: ({ viewer, params, body }) =>
      approveReply(deps, viewer, { id: params.id, revision: body.revision }),
  })

  app.route({
    ...returnMessage,
    handler: ({ viewer, params, body }) =>
      returnReply(deps, viewer, { id: params.id, reason: body.reason }),
  })

  app.route({
    ...getUploadedPicture,
    handler: async (request, reply) => {
      const picture = await uploadedPicture(deps, request.viewer, request.params.id)
      return reply.headers(PICTURE_HEADERS).type(picture.contentType).send(picture.content)
    },
  })

  app.route({
    ...addUploadEndpoint,
    handler: async (request, reply) => {
      const file = request.isMultipart() ? await request.file() : undefined
      if (!file) throw new DomainError('invalid', 'Send one file as multipart/form-data.')
      const upload = {
        name: file.filename,
        contentType: file.mimetype,
        content: await file.toBuffer(), // throws when it is larger than allowed
      }
      return reply.code(201).send(await addUpload(deps, request.viewer, upload))
    },
  })
}
