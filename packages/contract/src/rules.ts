import type {
  ConditionVerdict as Verdict,
  RuleAction as Action,
  RuleCondition as Condition,
  RuleTrigger as Trigger,
} from '@levee/domain'
import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import {
  Id,
  IdParams,
  Instant,
  List,
  Nothing,
  NullableInstant,
  NullableString,
  OneOf,
  pageQuery,
  Strict,
} from './values.ts'

// A tree without a fixed depth, whose comparisons depend on their field: `ruleProblems` of the domain judges
// it, and names the member that is wrong.
export const RuleTrigger = Type.Unsafe<Trigger>({ type: 'object', additionalProperties: true })
export const RuleCondition = Type.Unsafe<Condition>({ type: 'object', additionalProperties: true })
export const RuleAction = Type.Unsafe<Action>({ type: 'object', additionalProperties: true })
export const ConditionVerdict = Type.Unsafe<Verdict>({ type: 'object', additionalProperties: true })

const fields = {
  name: Type.String({ minLength: 1, maxLength: 120 }),
  enabled: Type.Boolean(),
  trigger: RuleTrigger,
  conditions: RuleCondition,
  /** None: of a rule that only stops. */
  actions: Type.Array(RuleAction, { maxItems: 20 }),
  stop: Type.Boolean(),
}

/** What a person writes of a rule. Without a trigger it looks at every message that arrives. */
export const RuleDraft = Strict({
  name: fields.name,
  enabled: Type.Optional(Type.Boolean({ default: true })),
  trigger: Type.Optional(RuleTrigger),
  conditions: fields.conditions,
  actions: fields.actions,
  stop: Type.Optional(Type.Boolean({ default: false })),
})
export type RuleDraft = Static<typeof RuleDraft>

export const Rule = Type.Object({
  id: Id,
  order: Type.Integer(),
  version: Type.Integer(),
  ...fields,
})
export type Rule = Static<typeof Rule>

/** What is wrong with the rule book: `reason` is a stable word, `evidence` what it was seen in. */
export const RuleWarning = Type.Object({
  ruleId: Id,
  reason: OneOf([
    'neverMatches',
    'shadowed',
    'repeats',
    'missingUser',
    'missingTeam',
    'missingTag',
    'missingTemplate',
    'missingPolicy',
    'missingMailbox',
  ]),
  otherRuleId: NullableString,
  evidence: Type.String(),
})
export type RuleWarning = Static<typeof RuleWarning>

/** A rule in the list: what it did in the last 30 days, and what is wrong with it. */
export const ListedRule = Type.Object({
  ...Rule.properties,
  hits: Type.Integer(),
  lastHitAt: NullableInstant,
  warnings: Type.Array(RuleWarning),
  /** Whether mail or news of it leave the organisation by it. */
  reachesOutside: Type.Boolean(),
})
export type ListedRule = Static<typeof ListedRule>

/** A rule as somebody left it. `author` null: Levee itself. */
export const RuleVersion = Type.Object({
  version: Type.Integer(),
  change: OneOf(['created', 'changed', 'removed', 'restored', 'rolledBack', 'imported']),
  author: Type.Unsafe<{ id: string; name: string } | null>({
    anyOf: [
      {
        type: 'object',
        properties: { id: { type: 'string' }, name: { type: 'string' } },
        required: ['id', 'name'],
      },
      { type: 'null' },
    ],
  }),
  at: Instant,
  content: Type.Object(fields),
})
export type RuleVersion = Static<typeof RuleVersion>

/** One rule as it was looked at for a conversation. */
export const RuleTrace = Type.Object({
  ruleId: Id,
  version: Type.Integer(),
  outcome: OneOf([
    'applied',
    'notMatched',
    'otherTrigger',
    'disabled',
    'afterStop',
    'loop',
    'alreadyFired',
  ]),
  conditions: Type.Unsafe<Verdict | null>({ type: ['object', 'null'], additionalProperties: true }),
})
export type RuleTrace = Static<typeof RuleTrace>

/** The rules as they were looked at once for a conversation, in their order, each in the version of then. */
export const RuleRun = Type.Object({
  id: Id,
  at: Instant,
  messageId: NullableString,
  event: OneOf(['messageArrives', 'conversationChanges', 'timePasses']),
  rules: Type.Array(Type.Object({ name: Type.String(), ...RuleTrace.properties })),
  effects: Type.Array(
    Type.Object({
      ruleId: Id,
      version: Type.Integer(),
      action: RuleAction,
      outcome: OneOf(['done', 'unchanged', 'queued', 'refused']),
      problem: NullableString,
    }),
  ),
  /** Actions that were not carried out, since an earlier rule had decided the same property. */
  conflicts: Type.Array(
    Type.Object({ property: Type.String(), ruleId: Id, action: RuleAction, decidedBy: Id }),
  ),
  stoppedBy: NullableString,
  problem: NullableString,
})
export type RuleRun = Static<typeof RuleRun>

export const listRules = endpoint({
  method: 'GET',
  url: '/api/v1/rules',
  schema: {
    summary: 'The rules, in the order in which they act',
    response: { 200: List(ListedRule) },
  },
})

export const addRule = endpoint({
  method: 'POST',
  url: '/api/v1/rules',
  schema: {
    summary: 'Add a rule, after the others (admin)',
    body: RuleDraft,
    response: { 201: Rule },
  },
})

export const changeRule = endpoint({
  method: 'PATCH',
  url: '/api/v1/rules/:id',
  schema: {
    summary:
      'Change a rule, which makes a version of it (admin); with `version`, only if it is still that one',
    params: IdParams,
    body: Type.Partial(Strict({ ...fields, version: Type.Integer({ minimum: 1 }) })),
    response: { 200: Rule },
  },
})

export const removeRule = endpoint({
  method: 'DELETE',
  url: '/api/v1/rules/:id',
  schema: {
    summary: 'Remove a rule (admin); it can be put back',
    params: IdParams,
    response: { 204: Nothing },
  },
})

export const restoreRule = endpoint({
  method: 'POST',
  url: '/api/v1/rules/:id/restore',
  schema: {
    summary: 'Put a removed rule back where it was (admin)',
    params: IdParams,
    response: { 200: Rule },
  },
})

export const orderRules = endpoint({
  method: 'PUT',
  url: '/api/v1/rules/order',
  schema: {
    summary: 'Put the rules in another order (admin); `ids` names each of them once',
    body: Strict({ ids: Type.Array(Id, { maxItems: 2000, uniqueItems: true }) }),
    response: { 200: List(ListedRule) },
  },
})

export const listRuleVersions = endpoint({
  method: 'GET',
  url: '/api/v1/rules/:id/versions',
  schema: {
    summary: 'What a rule was, the newest version first (admin)',
    params: IdParams,
    response: { 200: List(RuleVersion) },
  },
})

export const getWebhookSecret = endpoint({
  method: 'GET',
  url: '/api/v1/rules/webhook-secret',
  schema: {
    summary:
      'The key of webhook signatures (admin): Levee-Signature is sha256= and the HMAC-SHA256 of Levee-Timestamp, a dot and the body, in hex',
    response: { 200: Type.Object({ secret: Type.String() }) },
  },
})

export const restoreRuleVersion = endpoint({
  method: 'POST',
  url: '/api/v1/rules/:id/versions/:version/restore',
  schema: {
    summary:
      'Make a rule again what it was in a version, as its next one (admin); with `ifVersion`, only if it is still that one',
    params: Strict({ id: Id, version: Type.Integer({ minimum: 1 }) }),
    querystring: Strict({ ifVersion: Type.Optional(Type.Integer({ minimum: 1 })) }),
    response: { 200: Rule },
  },
})

/** What the rules did on one occasion, or why they could do nothing (`problem`). */
export const ListedRun = Type.Object({
  id: Id,
  at: Instant,
  event: RuleRun.properties.event,
  conversationId: Id,
  reference: NullableString,
  subject: Type.String(),
  /** `failed`: it was handed to a job, which gave it up. */
  effects: Type.Array(
    Type.Object({
      ruleId: Id,
      version: Type.Integer(),
      action: RuleAction,
      outcome: OneOf(['done', 'unchanged', 'queued', 'refused', 'failed']),
      problem: NullableString,
    }),
  ),
  problem: NullableString,
})
export type ListedRun = Static<typeof ListedRun>

export const listRuleRuns = endpoint({
  method: 'GET',
  url: '/api/v1/rules/runs',
  schema: {
    summary:
      'What a rule did, occasion by occasion, the newest first; without `rule`, where the rules failed (admin)',
    querystring: Strict({
      rule: Type.Optional(Id),
      /** Only where something that it says could not be done. */
      only: Type.Optional(OneOf(['failed'])),
      ...pageQuery,
    }),
    response: { 200: List(ListedRun) },
  },
})
