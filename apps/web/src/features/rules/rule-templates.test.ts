import { describe, expect, it } from 'vitest'
import { localProblems } from './draft-problems.ts'
import { emptyRule, ruleFromMail, ruleFromSuggestion, ruleTemplates } from './rule-templates.ts'

const mail = {
  from: 'j.morvan@notaires.example',
  mailboxId: 'm',
  subject: 'Permit',
  teamId: null,
  assigneeId: null,
  tagIds: [],
}

/** What is still to be filled in, and nothing that does not fit. */
const toFill = (draft: Parameters<typeof localProblems>[0]) => [...localProblems(draft).values()]

describe('what a rule begins with', () => {
  it('is whole but for what the organisation calls its own', () => {
    const left = ruleTemplates().flatMap(({ draft }) => toFill(draft))
    expect(new Set(left)).toEqual(new Set(['Fill this in.']))
    expect(toFill(emptyRule())).toEqual(['Fill this in.', 'Fill this in.'])
  })

  it('is what staff did to a mail, for mail from the same address', () => {
    const draft = ruleFromMail({ ...mail, teamId: 't', tagIds: ['g'] })
    expect(toFill(draft)).toEqual([])
    expect(draft.actions).toEqual([
      { type: 'assignTeam', teamId: 't' },
      { type: 'addTag', tagId: 'g' },
    ])
    expect(toFill(ruleFromMail(mail))).toEqual(['Fill this in.'])
  })

  it('is what was suggested for a mail, where the reasons for it are found again', () => {
    const reasons = ['@notaires.example', 'permis', 'mailbox:m']
    const draft = ruleFromSuggestion({ kind: 'team', id: 't', reasons }, mail)
    expect(toFill(draft)).toEqual([])
    expect(draft.conditions).toEqual({
      all: [
        { field: 'mailbox', operator: 'isOneOf', value: ['m'] },
        {
          any: [
            { field: 'from.domain', operator: 'isOneOf', value: ['notaires.example'] },
            { field: 'subject', operator: 'contains', value: ['permis'] },
            { field: 'body', operator: 'contains', value: ['permis'] },
          ],
        },
      ],
    })
    const bare = ruleFromSuggestion({ kind: 'tag', id: 'g', reasons: [] }, mail)
    expect(toFill(bare)).toEqual([])
    expect(bare.actions).toEqual([{ type: 'addTag', tagId: 'g' }])
    const long = { ...mail, subject: 'x'.repeat(300) }
    expect(ruleFromSuggestion({ kind: 'tag', id: 'g', reasons }, long).name).toHaveLength(120)
  })
})
