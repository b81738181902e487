import type { Conversation } from '@levee/contract'
import { daysBetween, localDay } from '../../formatting/dates.ts'
import { shownDay } from './deadline-text.ts'

export type GroupKey = 'over' | 'past' | 'today' | 'week' | 'later' | 'none'

/** One line of the list: the head of a group, or a conversation. `count` is null while the group goes on below. */
export type ListItem =
  | { kind: 'group'; key: string; group: GroupKey; count: number | null }
  | { kind: 'row'; key: string; conversation: Conversation }

/**
 * The rows with a head before each group of deadlines.
 * @param complete whether there is nothing below the last row.
 */
export function groupByDeadline(rows: Conversation[], now: Date, complete: boolean): ListItem[] {
  const items: ListItem[] = []
  let head: Extract<ListItem, { kind: 'group' }> | undefined
  let count = 0
  for (const conversation of rows) {
    const group = groupOf(conversation, now)
    if (group !== head?.group) {
      if (head) head.count = count
      head = { kind: 'group', key: `group-${items.length}`, group, count: null }
      items.push(head)
      count = 0
    }
    count += 1
    items.push(rowItem(conversation))
  }
  if (head && complete) head.count = count
  return items
}

export function withoutGroups(rows: Conversation[]): ListItem[] {
  return rows.map(rowItem)
}

function rowItem(conversation: Conversation): ListItem {
  return { kind: 'row', key: conversation.id, conversation }
}

function groupOf({ dueAt, dueState }: Conversation, now: Date): GroupKey {
  if (dueAt === null) return 'none'
  if (dueState === 'overdue') return 'over'
  const days = daysBetween(now, shownDay(new Date(dueAt)).at)
  if (days < 0 || Date.parse(dueAt) < now.getTime()) return 'past'
  if (days === 0) return 'today'
  return days <= daysLeftInWeek(now) ? 'week' : 'later'
}

/** Days from today to Sunday; at the weekend the coming week is the one to work on. */
function daysLeftInWeek(now: Date): number {
  const weekday = new Date(`${localDay(now)}T12:00:00Z`).getUTCDay()
  if (weekday === 0) return 7
  return weekday === 6 ? 8 : 7 - weekday
}
