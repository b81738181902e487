import { type Static, Type } from 'typebox'
import { Priority, Status } from './conversations.ts'
import { endpoint } from './endpoint.ts'
import { RuleCondition, RuleDraft } from './rules.ts'
import {
  Address,
  Id,
  IdParams,
  Instant,
  NullableId,
  NullableInstant,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

/** A rule to try: with an `id` in the place of the one that has it, without after all others. */
export const RuleToTry = Strict({ id: Type.Optional(Id), ...RuleDraft.properties })
export type RuleToTry = Static<typeof RuleToTry>

/** What rules decide about a conversation. `newTags`: names of tags that do not exist yet. */
export const RuleState = Type.Object({
  status: Status,
  isNewsletter: Type.Boolean(),
  priority: Priority,
  assigneeId: NullableId,
  teamId: NullableId,
  tagIds: Type.Array(Id),
  newTags: Type.Array(Type.String()),
  deadlinePolicyId: NullableId,
  /** Types of the actions that change nothing here, but write to somebody or note something. */
  does: Type.Array(Type.String()),
})
export type RuleState = Static<typeof RuleState>

/** The earlier rule that stopped before this one, or that decided a property which this one would decide otherwise. */
export const TakenBy = Type.Unsafe<{
  ruleId: string
  name: string
  reason: 'stopped' | 'decided'
  property: string | null
} | null>({
  type: ['object', 'null'],
  properties: {
    ruleId: { type: 'string' },
    name: { type: 'string' },
    reason: { type: 'string' },
    property: { type: ['string', 'null'] },
  },
})

/** A message that the rule would match: what the rules come to without it (`before`) and with it (`after`). */
export const RuleChange = Type.Object({
  conversationId: Id,
  messageId: Id,
  reference: NullableString,
  subject: Type.String(),
  from: Address,
  receivedAt: Instant,
  /** `same`: it matches, but what it does is done already. */
  outcome: OneOf(['changes', 'taken', 'same']),
  before: RuleState,
  after: RuleState,
  /** As it is now, whoever made it so. */
  now: RuleState,
  takenBy: TakenBy,
  deadlineBefore: NullableInstant,
  deadlineAfter: NullableInstant,
  /** Staff have decided this otherwise since it arrived: a false positive, probably. */
  toCheck: Type.Array(OneOf(['team', 'assignee', 'tag', 'status'])),
})
export type RuleChange = Static<typeof RuleChange>

export const TrialCounts = Type.Object({
  examined: Type.Integer(),
  matched: Type.Integer(),
  changed: Type.Integer(),
  taken: Type.Integer(),
  toCheck: Type.Integer(),
  deadlinesMoved: Type.Integer(),
})
export type TrialCounts = Static<typeof TrialCounts>

export const dryRunRule = endpoint({
  method: 'POST',
  url: '/api/v1/rules/dry-run',
  schema: {
    summary: 'What a rule would do to the last messages; nothing is changed (admin)',
    body: Strict({
      rule: RuleToTry,
      last: Type.Optional(Type.Integer({ minimum: 1, maximum: 2000, default: 500 })),
      since: Type.Optional(Instant),
    }),
    response: {
      200: Type.Object({
        ...TrialCounts.properties,
        changes: Type.Array(RuleChange),
        /** There are older messages that were not looked at (of those since `since`). */
        cut: Type.Boolean(),
        /** When the oldest and the newest arrived that were looked at; null: there are none. */
        oldest: NullableInstant,
        newest: NullableInstant,
      }),
    },
  },
})

export const WorkState = OneOf([
  'waiting',
  'running',
  'previewed',
  'done',
  'undoing',
  'undone',
  'cancelled',
  'failed',
])

const work = {
  id: Id,
  state: WorkState,
  /** How many messages (of an undo: conversations) there are to look at; null: not known yet. */
  total: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  ...TrialCounts.properties,
  startedAt: NullableInstant,
  finishedAt: NullableInstant,
  problem: NullableString,
}

/** A rule tried on the whole history, as far as it has come; its changes, newest mail first, are paged. */
export const RuleTrial = Type.Object({
  ...work,
  changes: Type.Array(RuleChange),
  nextCursor: NullableString,
})
export type RuleTrial = Static<typeof RuleTrial>

export const startRuleTrial = endpoint({
  method: 'POST',
  url: '/api/v1/rules/trials',
  schema: {
    summary: 'Try a rule on the whole history, as a job; nothing is changed (admin)',
    body: Strict({ rule: RuleToTry, since: Type.Optional(Instant) }),
    response: { 202: Type.Object({ id: Id }) },
  },
})

export const getRuleTrial = endpoint({
  method: 'GET',
  url: '/api/v1/rules/trials/:id',
  schema: {
    summary: 'How far a trial has come and what it found (admin)',
    params: IdParams,
    querystring: Strict(pageQuery),
    response: { 200: RuleTrial },
  },
})

export const cancelRuleTrial = endpoint({
  method: 'POST',
  url: '/api/v1/rules/trials/:id/cancel',
  schema: {
    summary: 'Stop a trial (admin)',
    params: IdParams,
    response: { 200: Type.Object({ id: Id, state: WorkState }) },
  },
})

export const suggestExclusions = endpoint({
  method: 'POST',
  url: '/api/v1/rules/exclusions',
  schema: {
    summary: 'Conditions that keep a rule from mail that it should not match (admin)',
    body: Strict({
      rule: RuleToTry,
      /** Messages that it should not match. */
      falsePositives: Type.Array(Id, { minItems: 1, maxItems: 200 }),
      /** Messages that it should match. */
      matched: Type.Array(Id, { maxItems: 2000 }),
    }),
    response: {
      200: Type.Object({
        /** To be put beside the rule's conditions: `{ none: [...] }`; null: none tells them apart. */
        exclusion: Type.Unsafe<{ none: Static<typeof RuleCondition>[] } | null>({
          type: ['object', 'null'],
          additionalProperties: true,
        }),
        /** How many of the false positives it covers. */
        covered: Type.Integer(),
        left: Type.Array(Id),
      }),
    },
  },
})

/** Which conversations a rule is applied to: those of a view or filter, the last ones, those since an instant. */
export const ApplicationScope = Strict({
  last: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
  since: Type.Optional(Instant),
  view: Type.Optional(Type.String({ maxLength: 100 })),
  mailbox: Type.Optional(Id),
  status: Type.Optional(Status),
  assignee: Type.Optional(Id),
  team: Type.Optional(Id),
  tag: Type.Optional(Id),
  q: Type.Optional(Type.String({ maxLength: 500 })),
})
export type ApplicationScope = Static<typeof ApplicationScope>

/** A conversation that an undo or a roll-back left as it is, and why. */
export const LeftConversation = Type.Object({
  conversationId: Id,
  reference: NullableString,
  subject: Type.String(),
  reason: OneOf(['changedSince', 'merged']),
})
export type LeftConversation = Static<typeof LeftConversation>

/**
 * A rule applied to mail that is there (`apply`), or its effects taken back (`rollBack`). First only counted
 * (`previewed`), then, once started, done; as a whole it can be undone. `leftOut`: actions that are not done to old mail.
 */
export const RuleApplication = Type.Object({
  ...work,
  kind: OneOf(['apply', 'rollBack']),
  ruleId: Id,
  version: Type.Integer(),
  /** What is being done: looking at mail, writing what was found, taking it back. */
  phase: OneOf(['look', 'write', 'undo']),
  /** How many of the changes are still to be written, or taken back. */
  remaining: Type.Integer(),
  changes: Type.Array(RuleChange),
  nextCursor: NullableString,
  leftOut: Type.Array(Type.String()),
  left: Type.Array(LeftConversation),
})
export type RuleApplication = Static<typeof RuleApplication>

export const applyRule = endpoint({
  method: 'POST',
  url: '/api/v1/rules/:id/applications',
  schema: {
    summary: 'Count what a rule would change of the mail that is there, as a job (admin)',
    params: IdParams,
    body: ApplicationScope,
    response: { 202: Type.Object({ id: Id }) },
  },
})

export const getRuleApplication = endpoint({
  method: 'GET',
  url: '/api/v1/rules/applications/:id',
  schema: {
    summary: 'How far an application of a rule has come (admin)',
    params: IdParams,
    querystring: Strict(pageQuery),
    response: { 200: RuleApplication },
  },
})

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the URL's type names the action
export const moveApplication = <const A extends 'start' | 'cancel' | 'undo' | 'retry'>(
  action: A,
  summary: string,
) =>
  endpoint({
    method: 'POST',
    url: `/api/v1/rules/applications/:id/${action}`,
    schema: {
      summary,
      params: IdParams,
      response: { 202: Type.Object({ id: Id, state: WorkState }) },
    },
  })

export const startRuleApplication = moveApplication(
  'start',
  'Change what was previewed, as a job (admin)',
)
export const cancelRuleApplication = moveApplication(
  'cancel',
  'Stop an application; what is changed already can be undone (admin)',
)
export const undoRuleApplication = moveApplication(
  'undo',
  'Take an application back where nobody went on since (admin)',
)
export const retryRuleApplication = moveApplication(
  'retry',
  'Go on with an application that was given up (admin)',
)

export const rollBackRule = endpoint({
  method: 'POST',
  url: '/api/v1/rules/:id/rollback',
  schema: {
    summary: 'Take the effects of a rule back where nobody went on since, as a job (admin)',
    params: IdParams,
    body: Strict({ since: Type.Optional(Instant) }),
    response: { 202: Type.Object({ id: Id }) },
  },
})
