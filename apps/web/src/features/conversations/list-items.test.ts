import type { Conversation } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { aConversation } from '../../testing/a-conversation.ts'
import { groupByDeadline } from './list-items.ts'

const thursday = new Date('2026-03-12T10:42:00+01:00')

function due(dueAt: string | null, dueState: Conversation['dueState'] = 'running'): Conversation {
  return aConversation({ id: dueAt ?? 'none', dueAt, dueState })
}

function heads(rows: Conversation[], now: Date, complete = true) {
  return groupByDeadline(rows, now, complete).flatMap((item) =>
    item.kind === 'group' ? [[item.group, item.count]] : [],
  )
}

describe('grouping a list by deadline', () => {
  it('puts a head with its number before each group', () => {
    const rows = [
      due('2026-03-10T16:00:00Z', 'overdue'),
      due('2026-03-12T15:00:00Z', 'dueToday'),
      due('2026-03-12T23:00:00Z', 'dueToday'), // midnight ends the 12th
      due('2026-03-13T16:00:00Z', 'dueSoon'),
      due('2026-03-16T16:00:00Z'),
      due(null, 'none'),
    ]
    expect(heads(rows, thursday)).toEqual([
      ['over', 1],
      ['today', 2],
      ['week', 1],
      ['later', 1],
      ['none', 1],
    ])
  })

  it('does not count a group that goes on below what is loaded', () => {
    const rows = [due('2026-03-10T16:00:00Z', 'overdue'), due(null, 'none')]
    expect(heads(rows, thursday, false)).toEqual([
      ['over', 1],
      ['none', null],
    ])
  })

  it('takes the coming week for this week on a Sunday', () => {
    const sunday = new Date('2026-03-15T12:00:00+01:00')
    expect(heads([due('2026-03-16T16:00:00Z')], sunday)).toEqual([['week', 1]])
  })
})
