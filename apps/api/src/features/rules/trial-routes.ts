import * as contract from '@levee/contract'
import type { Deps } from '../../deps.ts'
import type { App } from '../../http/new-app.ts'
import { filingSuggestions } from './filing/service.ts'
import { exportRules } from './export-rules.ts'
import { importRules } from './import-rules.ts'
import { importSieve } from './import-sieve.ts'
import { restoreVersion } from './restore-version.ts'
import { dryRun, exclusions } from './trial/dry-run.ts'
import { listApplications } from './trial/list-applications.ts'
import {
  getApplication,
  getTrial,
  moveWork,
  previewApplication,
  previewRollBack,
  startTrial,
} from './trial/work-service.ts'

const LARGEST_SCRIPT = 2 * 1024 * 1024 // bytes, as JSON

/** Rules tried on mail that is there, applied to it and taken back. */
export function ruleTrialRoutes(app: App, deps: Deps): void {
  app.route({
    ...contract.dryRunRule,
    handler: ({ viewer, body }) => dryRun(deps, viewer, body),
  })
  app.route({
    ...contract.suggestExclusions,
    handler: ({ viewer, body }) => exclusions(deps, viewer, body),
  })
  app.route({
    ...contract.restoreRuleVersion,
    handler: ({ viewer, params, query }) => restoreVersion(deps, viewer, { ...params, ...query }),
  })
  books(app, deps)
  trials(app, deps)
  applications(app, deps)
}

function books(app: App, deps: Deps): void {
  app.route({
    ...contract.exportRules,
    handler: ({ viewer, query }) => exportRules(deps, viewer, query.format ?? 'json'),
  })
  app.route({
    ...contract.importRules,
    handler: ({ viewer, body }) => importRules(deps, viewer, body),
  })
  app.route({
    ...contract.importSieve,
    bodyLimit: LARGEST_SCRIPT,
    handler: ({ viewer, body }) => importSieve(deps, viewer, body),
  })
  app.route({
    ...contract.suggestFiling,
    handler: async ({ viewer, params }) => ({
      items: await filingSuggestions(deps, viewer, params.id),
      nextCursor: null,
    }),
  })
}

function trials(app: App, deps: Deps): void {
  app.route({
    ...contract.startRuleTrial,
    handler: async ({ viewer, body }, reply) =>
      reply.code(202).send(await startTrial(deps, viewer, body)),
  })
  app.route({
    ...contract.getRuleTrial,
    handler: ({ viewer, params, query }) => getTrial(deps, viewer, { ...query, ...params }),
  })
  app.route({
    ...contract.cancelRuleTrial,
    handler: ({ viewer, params: { id } }) =>
      moveWork(deps, viewer, { id, move: 'cancel', kinds: ['trial'] }),
  })
  app.route({
    ...contract.retryRuleTrial,
    handler: ({ viewer, params: { id } }) =>
      moveWork(deps, viewer, { id, move: 'retry', kinds: ['trial'] }),
  })
}

function applications(app: App, deps: Deps): void {
  app.route({
    ...contract.listRuleApplications,
    handler: ({ viewer, params, query }) => listApplications(deps, viewer, { ...query, ...params }),
  })
  app.route({
    ...contract.applyRule,
    handler: async ({ viewer, params: { id }, body }, reply) =>
      reply.code(202).send(await previewApplication(deps, viewer, { id, scope: body })),
  })
  app.route({
    ...contract.rollBackRule,
    handler: async ({ viewer, params, body }, reply) =>
      reply.code(202).send(await previewRollBack(deps, viewer, { ...body, ...params })),
  })
  app.route({
    ...contract.getRuleApplication,
    handler: ({ viewer, params, query }) => getApplication(deps, viewer, { ...query, ...params }),
  })
  const moves = [
    ['start', contract.startRuleApplication],
    ['cancel', contract.cancelRuleApplication],
    ['undo', contract.undoRuleApplication],
    ['retry', contract.retryRuleApplication],
  ] as const
  for (const [move, endpoint] of moves)
    app.route({
      ...endpoint,
      handler: async ({ viewer, params: { id } }, reply) =>
        reply
          .code(202)
          .send(await moveWork(deps, viewer, { id, move, kinds: ['apply', 'rollBack'] })),
    })
}
