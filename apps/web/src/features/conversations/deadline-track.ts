import type { ConversationDetail } from '@levee/contract'

type Tracked = Pick<ConversationDetail, 'receivedAt' | 'dueAt' | 'deadlines'>

/** Places on the bar, 0 when the mail was received, 1 at the last deadline. */
export type DeadlineTrack = {
  filled: number
  marks: { id: string; at: number; isPast: boolean; isLegal: boolean }[]
}

/**
 * Where the deadlines of a mail stand between its reception and the last of them.
 * @param share how much of the only deadline is used, in working time.
 */
export function deadlineTrack(mail: Tracked, share: number, now: Date): DeadlineTrack {
  const { receivedAt, dueAt, deadlines } = mail
  if (deadlines.length < 2)
    return {
      filled: share,
      marks: [{ id: 'due', at: 1, isPast: dueAt !== null && isOver(dueAt, now), isLegal: false }],
    }
  const start = Date.parse(receivedAt)
  const end = Math.max(...deadlines.map((each) => Date.parse(each.dueAt)))
  const place = (at: number): number =>
    end > start ? Math.min(1, Math.max(0, (at - start) / (end - start))) : 1
  const stopped = deadlines.map(({ pausedAt }) => pausedAt).find((at) => at !== null)
  return {
    filled: place(stopped ? Date.parse(stopped) : now.getTime()),
    marks: deadlines.map(({ id, kind, dueAt: due, metAt }) => ({
      id,
      at: place(Date.parse(due)),
      isPast: metAt !== null || isOver(due, now),
      isLegal: kind === 'statutory',
    })),
  }
}

function isOver(dueAt: string, now: Date): boolean {
  return Date.parse(dueAt) <= now.getTime()
}
