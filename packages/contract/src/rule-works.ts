import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { RuleApplication, WorkState } from './rule-trials.ts'
import { Id, IdParams, Instant, List, NullableInstant, pageQuery, Strict } from './values.ts'

/** Why work was given up of which nobody could say why it failed. */
export const WORK_INTERRUPTED = 'The process that did it was stopped each time.'

const NullablePerson = Type.Unsafe<{ id: string; name: string } | null>({
  anyOf: [
    {
      type: 'object',
      properties: { id: { type: 'string' }, name: { type: 'string' } },
      required: ['id', 'name'],
    },
    { type: 'null' },
  ],
})

const { id, kind, state, phase, version, total, examined, changed, remaining, problem } =
  RuleApplication.properties

/** An application of a rule or a roll-back, as the list of them shows it. */
export const ListedApplication = Type.Object({
  id,
  kind,
  state,
  phase,
  version,
  total,
  examined,
  changed,
  remaining,
  problem,
  startedBy: NullablePerson,
  askedAt: Instant,
  finishedAt: NullableInstant,
  undoneBy: NullablePerson,
  /** How many conversations an undo or a roll-back left as they are. */
  left: Type.Integer(),
  /** Whether something was changed that can be taken back. */
  canUndo: Type.Boolean(),
})
export type ListedApplication = Static<typeof ListedApplication>

export const listRuleApplications = endpoint({
  method: 'GET',
  url: '/api/v1/rules/:id/applications',
  schema: {
    summary:
      'When a rule was applied to mail that is there, or its effects taken back, the newest first (admin)',
    params: IdParams,
    querystring: Strict(pageQuery),
    response: { 200: List(ListedApplication) },
  },
})

export const retryRuleTrial = endpoint({
  method: 'POST',
  url: '/api/v1/rules/trials/:id/retry',
  schema: {
    summary: 'Go on with a trial that was given up (admin)',
    params: IdParams,
    response: { 200: Type.Object({ id: Id, state: WorkState }) },
  },
})
