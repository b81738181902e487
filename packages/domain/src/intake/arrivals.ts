import { HOUR } from '../deadlines/local-time.ts'
import { type BusyHour, usualTraffic } from './silence.ts'

/** What came in one hour; `usual` null: the mailbox is not known for long enough. */
export type Arrivals = { at: Date; messages: number; usual: number | null }

const SHOWN = 24 // hours

/**
 * What came in each of the last 24 hours, the one that runs included, beside what usually comes by then.
 * @param hours what came in the last `LEARNED_WEEKS`, in order.
 */
export function arrivalsOf(hours: readonly BusyHour[], now: Date, timeZone: string): Arrivals[] {
  const current = Math.floor(now.getTime() / HOUR) * HOUR
  const first = current - (SHOWN - 1) * HOUR
  const came = new Map(hours.map(({ at, messages }) => [at.getTime(), messages]))
  const before = hours.filter(({ at }) => at.getTime() < first) // what is shown is not its own measure
  const usual = usualTraffic(before, new Date(first), timeZone)
  return Array.from({ length: SHOWN }, (_, place) => {
    const at = first + place * HOUR
    const share = Math.min(1, (now.getTime() - at) / HOUR)
    return {
      at: new Date(at),
      messages: came.get(at) ?? 0,
      usual: usual ? usual(at) * share : null,
    }
  })
}
