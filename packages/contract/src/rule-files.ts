import { type Static, Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { RuleAction, RuleCondition, RuleDraft } from './rules.ts'
import { Id, List, OneOf, Strict } from './values.ts'

/** A rule as it travels: people, teams, tags, mailboxes and templates by their names. */
export const PortableRule = Strict({
  name: RuleDraft.properties.name,
  enabled: Type.Optional(Type.Boolean()),
  trigger: RuleDraft.properties.trigger,
  conditions: RuleCondition,
  actions: Type.Array(RuleAction, { maxItems: 20 }),
  stop: Type.Optional(Type.Boolean()),
})

export const PortableRules = Strict({
  format: Type.Literal('levee-rules'),
  version: Type.Literal(1),
  rules: Type.Array(PortableRule, { maxItems: 2000 }),
})
export type PortableRules = Static<typeof PortableRules>

export const exportRules = endpoint({
  method: 'GET',
  url: '/api/v1/rules/export',
  schema: {
    summary: 'The rule book as JSON by names, or as Sieve with what Sieve cannot say (admin)',
    querystring: Strict({ format: Type.Optional(OneOf(['json', 'sieve'])) }),
    response: {
      200: Type.Object({
        format: OneOf(['levee-rules', 'sieve']),
        version: Type.Optional(Type.Literal(1)),
        rules: Type.Optional(Type.Array(PortableRule)),
        script: Type.Optional(Type.String()),
        left: Type.Optional(
          Type.Array(
            Type.Object({
              ruleId: Id,
              reason: OneOf(['trigger', 'condition', 'action', 'afterStop']),
              evidence: Type.String(),
            }),
          ),
        ),
      }),
    },
  },
})

/** A rule that comes from elsewhere: what it names and nobody here knows, and what else keeps it out. */
export const ImportedRule = Type.Object({
  name: Type.String(),
  canImport: Type.Boolean(),
  unknown: Type.Array(Type.Object({ kind: Type.String(), name: Type.String() })),
  problems: Type.Array(Type.Object({ path: Type.String(), message: Type.String() })),
})
export type ImportedRule = Static<typeof ImportedRule>

export const importRules = endpoint({
  method: 'POST',
  url: '/api/v1/rules/import',
  schema: {
    summary:
      'Add the rules of another installation, or only say what of them is known here (admin)',
    body: Strict({
      book: PortableRules,
      /** `add`: after the others, switched off. `replace`: instead of all others. */
      mode: OneOf(['preview', 'add', 'replace']),
    }),
    response: {
      200: Type.Object({
        added: Type.Integer(),
        removed: Type.Integer(),
        rules: Type.Array(ImportedRule),
      }),
    },
  },
})

/** What of a script no rule can say, and on which line; `afterStop`: it would act on more than in the script. */
export const SieveLeft = Type.Object({
  line: Type.Integer(),
  reason: OneOf(['extension', 'test', 'action', 'control', 'afterStop']),
  evidence: Type.String(),
})
export type SieveLeft = Static<typeof SieveLeft>

export const importSieve = endpoint({
  method: 'POST',
  url: '/api/v1/rules/import/sieve',
  schema: {
    summary:
      'Add the rules that a Sieve script says, after the others and switched off, or only say which those are (admin)',
    body: Strict({
      script: Type.String({ minLength: 1, maxLength: 500_000 }),
      mode: OneOf(['preview', 'add']),
    }),
    response: {
      200: Type.Object({
        added: Type.Integer(),
        rules: Type.Array(
          Type.Object({
            line: Type.Integer(),
            conditions: RuleCondition,
            ...ImportedRule.properties,
          }),
        ),
        left: Type.Array(SieveLeft),
      }),
    },
  },
})

/** Something that staff did to similar mail. `reasons`: the words of this mail that speak for it most. */
export const FilingSuggestion = Type.Object({
  kind: OneOf(['tag', 'team', 'assignee']),
  id: Id,
  probability: Type.Number(),
  reasons: Type.Array(Type.String()),
})
export type FilingSuggestion = Static<typeof FilingSuggestion>

export const suggestFiling = endpoint({
  method: 'GET',
  url: '/api/v1/conversations/:id/suggestions',
  schema: {
    summary:
      'What staff would probably do with it; learned on this machine only, never done by itself',
    params: Strict({ id: Type.String({ maxLength: 100 }) }),
    response: { 200: List(FilingSuggestion) },
  },
})
