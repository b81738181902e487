import { describe, expect, it } from 'vitest'
import { changeSubjects, mattersToAnswer } from './change-subjects.ts'

describe('what a change means to somebody who is answering', () => {
  it.each([
    ['received', { messageId: 'm' }, ['mail']],
    ['received', { messageId: 'm', status: 'open' }, ['mail', 'status']],
    ['replied', { setStatus: 'archived' }, ['reply']],
    ['noted', { noteId: 'n' }, ['note']],
    ['changed', { status: 'waiting', assigneeId: null }, ['status', 'assignee']],
    ['undone', { teamId: 't' }, ['assignee']],
    ['changed', { tagIds: [] }, ['other']],
    ['deadlineMoved', { dueAt: 'x' }, ['other']],
  ])('%s %j is %j', (kind, after, subjects) => {
    expect(changeSubjects(kind, after)).toEqual(subjects)
    expect(mattersToAnswer(changeSubjects(kind, after))).toBe(subjects[0] !== 'other')
  })
})
