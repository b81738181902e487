import type { Pause } from './clock.ts'
import type { CompiledCalendar } from './compile-calendar.ts'
import type { Standstill } from './count-days.ts'
import { workingTimeBetween } from './working-time.ts'

/** The stretches that pauses cover together, in order; one that has not ended is none of them. */
export function standstillsOf(pauses: readonly Pause[]): readonly Standstill[] {
  const ended = pauses.flatMap(({ from, to }) =>
    to !== null && to > from ? [{ from: from.getTime(), to: to.getTime() }] : [],
  )
  if (ended.length < 2) return ended
  const list: Standstill[] = []
  for (const { from, to } of ended.toSorted((one, other) => one.from - other.from)) {
    const last = list.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else list.push({ from, to })
  }
  return list
}

/** The working time between two instants in which the clock did not stand, ms; 0 when `to` is the earlier one. */
export function workedBetween(
  from: number,
  to: number,
  standstills: readonly Standstill[],
  hours: CompiledCalendar,
): number {
  if (to <= from) return 0
  let worked = workingTimeBetween(from, to, hours)
  for (const pause of standstills) {
    const [first, last] = [Math.max(from, pause.from), Math.min(to, pause.to)]
    if (last > first) worked -= workingTimeBetween(first, last, hours)
  }
  return worked
}
