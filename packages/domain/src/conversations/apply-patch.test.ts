import { describe, expect, it } from 'vitest'
import { DomainError } from '../errors.ts'
import { applyPatch, type ConversationFields, type FieldsPatch } from './apply-patch.ts'
import { changedFields, type FieldChanges, takenBack } from './field-changes.ts'

const now = new Date('2026-03-12T09:42:00Z')
const timeZone = 'Europe/Paris'
const later = new Date('2026-03-20T08:00:00Z')

const aConversation = (over: Partial<ConversationFields> = {}): ConversationFields => ({
  status: 'open',
  spamReason: null,
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  subject: 'Terrasse',
  tagIds: ['b'],
  snoozedUntil: null,
  dueAt: null,
  dueSetAt: null,
  dueSoonAt: null,
  isNewsletter: false,
  deadlinePolicyId: null,
  ...over,
})

const change = (current: ConversationFields, patch: FieldsPatch): FieldChanges | undefined =>
  changedFields(current, applyPatch(current, patch, { now, timeZone }))

describe('changing a conversation', () => {
  it.each<[string, Partial<ConversationFields>, FieldsPatch, FieldChanges['after'] | undefined]>([
    ['assigns', {}, { assigneeId: 'u1', teamId: 't1' }, { assigneeId: 'u1', teamId: 't1' }],
    ['takes away', { assigneeId: 'u1' }, { assigneeId: null }, { assigneeId: null }],
    ['replaces tags', {}, { tagIds: ['c', 'a', 'c'] }, { tagIds: ['a', 'c'] }],
    ['adds and removes tags', {}, { addTagIds: ['a'], removeTagIds: ['b'] }, { tagIds: ['a'] }],
    ['sees no change in the same tags', { tagIds: ['b', 'a'] }, { tagIds: ['a', 'b'] }, undefined],
    ['sees no change in the same status', {}, { status: 'open' }, undefined],
    ['trims a subject', {}, { subject: ' Deux\r\n lignes ' }, { subject: 'Deux lignes' }],
    ['snoozes', {}, { snoozedUntil: later }, { snoozedUntil: later.toISOString() }],
    [
      'ends a snooze by closing',
      { snoozedUntil: later },
      { status: 'archived' },
      { status: 'archived', snoozedUntil: null },
    ],
    [
      'keeps a snooze while waiting',
      { snoozedUntil: later },
      { status: 'waiting' },
      { status: 'waiting' },
    ],
    [
      'opens and snoozes at once',
      { status: 'archived' },
      { status: 'open', snoozedUntil: later },
      { status: 'open', snoozedUntil: later.toISOString() },
    ],
    [
      'sets a date',
      {},
      { dueAt: later },
      {
        dueAt: later.toISOString(),
        dueSetAt: now.toISOString(),
        dueSoonAt: '2026-03-16T16:00:00.000Z', // 24 working hours before a Friday 9:00
      },
    ],
    [
      'removes a date',
      { dueAt: later, dueSetAt: now, dueSoonAt: now },
      { dueAt: null },
      { dueAt: null, dueSetAt: null, dueSoonAt: null },
    ],
    [
      'keeps the delay of the same date',
      { dueAt: later, dueSetAt: now, dueSoonAt: now },
      { dueAt: later },
      undefined,
    ],
  ])('%s', (_, current, patch, after) => {
    expect(change(aConversation(current), patch)?.after).toEqual(after)
  })

  it.each<[string, Partial<ConversationFields>, FieldsPatch]>([
    ['an empty subject', {}, { subject: '  \n ' }],
    ['a snooze until now', {}, { snoozedUntil: now }],
    ['snoozing what is archived', { status: 'archived' }, { snoozedUntil: later }],
    ['archiving and snoozing at once', {}, { status: 'archived', snoozedUntil: later }],
  ])('refuses %s', (_, current, patch) => {
    expect(() => change(aConversation(current), patch)).toThrow(DomainError)
  })
})

describe('taking a change back', () => {
  const patch: FieldsPatch = {
    status: 'archived',
    tagIds: ['a'],
    dueAt: null,
    assigneeId: 'u1',
    deadlinePolicyId: 'p1',
  }
  const before = aConversation({ snoozedUntil: later, dueAt: later, dueSetAt: now, dueSoonAt: now })
  const after = applyPatch(before, patch, { now, timeZone })
  const made = changedFields(before, after) ?? { before: {}, after: {} }

  it('restores every field, also from the log', () => {
    expect(takenBack(after, JSON.parse(JSON.stringify(made)))).toEqual(before)
  })

  it('leaves fields that somebody else changed meanwhile', () => {
    const current = { ...after, teamId: 't2', tagIds: ['a', 'z'] }
    expect(takenBack(current, made)).toEqual({ ...before, teamId: 't2', tagIds: ['b', 'z'] })
  })

  it.each<[string, Partial<ConversationFields>]>([
    ['the status', { status: 'open' }],
    ['the assignee', { assigneeId: 'u2' }],
    ['the date', { dueAt: now }],
    ['the tag', { tagIds: [] }],
    ['the tag that it took off', { tagIds: ['a', 'b'] }],
  ])('is refused when %s was changed again', (_, over) => {
    expect(() => takenBack({ ...after, ...over }, made)).toThrow(/cannot be undone/)
  })
})
