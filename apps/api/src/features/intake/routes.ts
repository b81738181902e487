import { receiveMessage } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { LARGEST_MESSAGE } from './largest-message.ts'
import { fileMessage } from './service.ts'

/** Mail that programs hand over. */
export function intakeRoutes(app: App, deps: Deps): void {
  app.addContentTypeParser(
    'message/rfc822',
    { parseAs: 'buffer', bodyLimit: LARGEST_MESSAGE },
    (_request, body, done) => done(null, body),
  )
  app.route({
    ...receiveMessage,
    bodyLimit: LARGEST_MESSAGE,
    handler: async (request, reply) => {
      const message = { mailboxId: request.params.id, raw: request.body }
      return reply.code(201).send(await fileMessage(deps, request.viewer, message))
    },
  })
}
