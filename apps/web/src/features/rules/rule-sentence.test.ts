import { i18n } from '@lingui/core'
import type { RuleDraft } from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { messages as administration } from '../../locales/administration/fr.po'
import { messages } from '../../locales/fr.po'
import { conditionSentence, ruleSentence, sentenceText } from './rule-sentence.ts'

const names = {
  mailboxes: [
    { id: 'm1', name: 'courrier@' },
    { id: 'm2', name: 'urbanisme@' },
  ],
  teams: [{ id: 't1', name: 'Urbanisme' }],
  users: [{ id: 'u1', name: 'Claire Aubry' }],
  tags: [{ id: 'g1', name: 'Permis', color: 'reed' as const }],
  policies: [{ id: 'urgent', name: 'Urgent mail' }],
  templates: [],
}

const permits: RuleDraft = {
  name: 'Permis de construire → Urbanisme',
  enabled: true,
  trigger: { type: 'messageArrives', messages: 'any' },
  conditions: {
    all: [
      { field: 'mailbox', operator: 'isOneOf', value: ['m1', 'm2'] },
      { field: 'trust', operator: 'isNot', value: ['danger'] },
      {
        any: [
          { field: 'subject', operator: 'contains', value: ['permis', 'PC 076'] },
          { field: 'attachment.name', operator: 'contains', value: 'CERFA 13406' },
        ],
      },
    ],
  },
  actions: [
    { type: 'assignTeam', teamId: 't1' },
    { type: 'addTag', tagId: 'g1' },
  ],
  stop: true,
}

const inFrench = () =>
  i18n.loadAndActivate({ locale: 'fr', messages: { ...messages, ...administration } })

describe('a rule in plain words', () => {
  it('reads as one sentence in English', () => {
    expect(sentenceText(permits, names)).toBe(
      'When mail arrives, if its mailbox is courrier@ or urbanisme@, its sender is not suspicious and (its subject contains “permis” or “PC 076” or the name of an attachment contains “CERFA 13406”), then assign it to Urbanisme and tag it Permis, and look at no later rule.',
    )
  })

  it('reads as one sentence in French', () => {
    inFrench()
    expect(sentenceText(permits, names)).toBe(
      'Quand un courrier arrive, si sa boîte est courrier@ ou urbanisme@, son expéditeur n’est pas suspect et (son objet contient «\u00a0permis\u00a0» ou «\u00a0PC 076\u00a0» ou le nom d’une pièce jointe contient «\u00a0CERFA 13406\u00a0»), alors l’affecter à Urbanisme et poser l’étiquette Permis, et ne regarder aucune règle suivante.',
    )
  })

  it('sets off what the rule is about', () => {
    const strong = ruleSentence(permits, names).filter(({ isStrong }) => isStrong)
    expect(strong.map(({ text }) => text)).toEqual([
      'courrier@',
      'urbanisme@',
      'suspicious',
      '“permis”',
      '“PC 076”',
      '“CERFA 13406”',
      'Urbanisme',
      'Permis',
    ])
  })

  it('says nothing of conditions where there are none', () => {
    const all: RuleDraft = { ...permits, conditions: { all: [] }, stop: false }
    expect(sentenceText(all, names)).toBe(
      'When mail arrives, assign it to Urbanisme and tag it Permis.',
    )
  })

  it('shows where something is still to be filled in', () => {
    const begun: RuleDraft = {
      ...permits,
      conditions: { field: 'subject', operator: 'contains', value: [] },
      actions: [{ type: 'assignTeam', teamId: '' }],
      stop: false,
    }
    expect(sentenceText(begun, names)).toBe(
      'When mail arrives, if its subject contains …, then assign it to …',
    )
  })

  it('turns what none of which may hold around', () => {
    expect(
      conditionSentence(
        {
          none: [
            { field: 'subject', operator: 'contains', value: ['permis B'] },
            { field: 'isNewsletter', operator: 'is', value: true },
          ],
        },
        names,
      ),
    ).toBe('it is not so that its subject contains “permis B” or it is a newsletter')
  })
})
