import { changeProfile, getSession, getSetup, setUp, signIn, signOut } from '@levee/contract'
import type { FastifyRequest } from 'fastify'
import type { Deps } from '../../deps.ts'
import { clearSessionCookie, sessionSecret, setSessionCookie } from '../../http/credentials.ts'
import type { App } from '../../http/new-app.ts'
import {
  beginSignedIn,
  changeOwnProfile,
  currentSession,
  endSession,
  isSetupRequired,
  setUpInstallation,
  type Visitor,
} from './service.ts'

export function sessionRoutes(app: App, deps: Deps): void {
  const { publicUrl } = deps.config
  const visitor = (request: FastifyRequest): Visitor => ({
    address: request.ip,
    userAgent: (request.headers['user-agent'] ?? '').slice(0, 300),
    replaced: sessionSecret(request, publicUrl),
  })
  app.route({
    ...getSetup,
    config: { public: true },
    handler: async () => ({ required: await isSetupRequired(deps.db) }),
  })
  app.route({
    ...setUp,
    config: { public: true },
    handler: async (request, reply) => {
      const begun = await setUpInstallation(deps, request.body, visitor(request))
      setSessionCookie(reply, publicUrl, begun)
      return reply.code(201).send(begun.signedIn)
    },
  })
  app.route({
    ...signIn,
    config: { public: true },
    handler: async (request, reply) => {
      const begun = await beginSignedIn(deps, request.body, visitor(request))
      setSessionCookie(reply, publicUrl, begun)
      return begun.signedIn
    },
  })
  app.route({
    ...getSession,
    handler: (request) => currentSession(deps, request.viewer),
  })
  app.route({
    ...signOut,
    handler: async (request, reply) => {
      await endSession(deps, request.credential)
      clearSessionCookie(reply, publicUrl)
      return reply.code(204).send(null)
    },
  })
  app.route({
    ...changeProfile,
    handler: (request) => changeOwnProfile(deps, request.viewer, request.credential, request.body),
  })
}
