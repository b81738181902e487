import {
  addTemplate,
  attachTemplateFiles,
  changeTemplate,
  exportTemplates as exportEndpoint,
  importTemplates as importEndpoint,
  listTemplates as listEndpoint,
  previewTemplate as previewEndpoint,
  removeTemplate as removeEndpoint,
  restoreTemplate as restoreEndpoint,
  runMacro as runEndpoint,
  writeTemplate as writeEndpoint,
} from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import {
  attachFiles,
  createTemplate,
  exportTemplates,
  importTemplates,
  listTemplates,
  patchTemplate,
  previewTemplate,
  removeTemplate,
  restoreTemplate,
  runMacro,
  writeTemplate,
} from './service.ts'

/** Standard replies: written by managers, used by everybody. */
export function templateRoutes(app: App, deps: Deps): void {
  app.route({
    ...listEndpoint,
    handler: async ({ viewer, query }) => ({
      items: await listTemplates(deps, viewer, query),
      nextCursor: null,
    }),
  })
  app.route({
    ...addTemplate,
    handler: async ({ viewer, body }, reply) =>
      reply.code(201).send(await createTemplate(deps, viewer, body)),
  })
  app.route({
    ...changeTemplate,
    handler: ({ viewer, params, body }) => patchTemplate(deps, viewer, params.id, body),
  })
  app.route({
    ...removeEndpoint,
    handler: async ({ viewer, params }, reply) => {
      await removeTemplate(deps, viewer, params.id)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...restoreEndpoint,
    handler: ({ viewer, params }) => restoreTemplate(deps, viewer, params.id),
  })
  app.route({
    ...previewEndpoint,
    handler: ({ viewer, body: { conversationId, ...draft } }) =>
      previewTemplate(deps, viewer, draft, conversationId),
  })
  app.route({
    ...writeEndpoint,
    handler: ({ viewer, params, body }) =>
      writeTemplate(deps, viewer, params.id, body.conversationId),
  })
  app.route({
    ...attachTemplateFiles,
    handler: async ({ viewer, params }, reply) =>
      reply.code(201).send({ items: await attachFiles(deps, viewer, params.id), nextCursor: null }),
  })
  app.route({
    ...runEndpoint,
    handler: ({ viewer, params, body }) => runMacro(deps, viewer, params.id, body),
  })
  app.route({ ...exportEndpoint, handler: ({ viewer }) => exportTemplates(deps, viewer) })
  app.route({
    ...importEndpoint,
    bodyLimit: LARGEST_IMPORT,
    handler: ({ viewer, body }) => importTemplates(deps, viewer, body),
  })
}

const LARGEST_IMPORT = 16 * 1024 * 1024 // bytes: a thousand templates of 16 kB
