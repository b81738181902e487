import { describe, expect, it } from 'vitest'
import {
  byFolder,
  draftOf,
  isEmptyDraft,
  isSameDraft,
  newDraft,
  templateOf,
} from './template-draft.ts'

const template = {
  id: '1',
  name: 'Accord',
  folder: 'Voirie',
  language: 'fr' as const,
  mailboxIds: [],
  subject: null,
  html: '<p>Oui</p>',
  actions: [],
  needsApproval: false,
  files: [{ id: 'f', name: 'a.pdf', contentType: 'application/pdf', size: 1 }],
  sentCount: 0,
  lastSentAt: null,
  changedAt: '2026-03-02T09:00:00.000Z',
}

describe('a template that is written', () => {
  it('is sent as it stands, without a subject where none is entered', () => {
    const draft = draftOf(template)
    expect(templateOf({ ...draft, name: ' Accord ', subject: ' ' })).toMatchObject({
      name: 'Accord',
      subject: null,
      fileIds: ['f'],
    })
    expect(isSameDraft(draft, { ...draft, name: 'Accord ' })).toBe(true)
    expect(isSameDraft(draft, { ...draft, files: [] })).toBe(false)
  })

  it('is empty while it neither says nor does anything', () => {
    const draft = newDraft('fr', '')
    expect(isEmptyDraft({ ...draft, html: '<p> </p>' })).toBe(true)
    expect(isEmptyDraft({ ...draft, actions: [{ type: 'setPriority', priority: 'low' }] })).toBe(
      false,
    )
  })

  it('stands in its folder, what has none first', () => {
    const [first, second] = byFolder([template, { ...template, folder: '' }])
    expect([first?.[0], second?.[0]]).toEqual(['', 'Voirie'])
  })
})
