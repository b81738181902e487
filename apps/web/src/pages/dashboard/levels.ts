import type { DeadlineLevels, Figure } from '@levee/contract'
import { t } from '@lingui/core/macro'
import { type BarPart, barParts } from '../../ui/level-bar.tsx'

const levelOf: Record<BarPart, keyof DeadlineLevels> = {
  over: 'overdue',
  today: 'dueToday',
  soon: 'dueSoon',
  ok: 'onTime',
  pause: 'paused',
  none: 'none',
}

/** The figure of one part of the level. */
export function figureOf(levels: DeadlineLevels, part: BarPart): Figure {
  return levels[levelOf[part]]
}

/** What is due today or soon: the mail of the view that is called so. */
export function atRisk({ dueToday, dueSoon }: DeadlineLevels): Figure {
  const { q = '', ...filter } = dueSoon.filter
  const others = q.split(' ').filter((term) => term !== 'due:soon')
  return {
    n: dueToday.n + dueSoon.n,
    filter: { ...filter, view: 'dueSoon', ...(others.length > 0 && { q: others.join(' ') }) },
  }
}

/** How many open mails stand where, for a bar. */
export function countsOf(levels: DeadlineLevels): Record<BarPart, number> {
  return {
    over: levels.overdue.n,
    today: levels.dueToday.n,
    soon: levels.dueSoon.n,
    ok: levels.onTime.n,
    pause: levels.paused.n,
    none: levels.none.n,
  }
}

/** The parts of a level in one sentence, for those who do not see its bar. */
export function levelsText(levels: DeadlineLevels): string {
  const { over, today, soon, ok, pause, none } = countsOf(levels)
  const texts: Record<BarPart, string> = {
    over: t`${over} overdue`,
    today: t`${today} due today`,
    soon: t`${soon} at risk`,
    ok: t`${ok} on time`,
    pause: t`${pause} paused`,
    none: t`${none} without a deadline`,
  }
  return barParts
    .filter((part) => figureOf(levels, part).n > 0)
    .map((part) => texts[part])
    .join(', ')
}
