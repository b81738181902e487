import { addTag, changeTag, listTags as listTagsEndpoint, removeTag } from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { createTag, listTags, removeTagEverywhere, updateTag } from './service.ts'

export function tagRoutes(app: App, deps: Deps): void {
  app.route({
    ...listTagsEndpoint,
    handler: async () => ({ items: await listTags(deps), nextCursor: null }),
  })
  app.route({
    ...addTag,
    handler: async (request, reply) => reply.code(201).send(await createTag(deps, request.body)),
  })
  app.route({
    ...changeTag,
    handler: (request) => updateTag(deps, request.viewer, request.params.id, request.body),
  })
  app.route({
    ...removeTag,
    handler: async (request, reply) => {
      await removeTagEverywhere(deps, request.viewer, request.params.id)
      return reply.code(204).send(null)
    },
  })
}
