import { HOSTILE_MESSAGES } from '@levee/mail/testing'
import { readMessage } from '@levee/mail/testing/oracles'
import { print } from './intake/print.ts'

const LONGEST = 5000 // ms for the largest
const TOO_STEEP = 4 // times as long for twice as much: half-way between linear and worse
const MEASURABLE = 50 // ms

/**
 * Reads messages that are nothing but a trap, of a size and of twice that, and prints those whose time
 * is not in proportion; `worstMs` must stay below five seconds, `steep` be 0.
 * @param args bytes of the larger ones, 4 MB when not said; and a part of the names to take.
 */
export function hostile([bytes = '4000000', part = '']: string[]): void {
  const chosen = HOSTILE_MESSAGES.filter(({ name }) => name.includes(part))
  let [worstMs, steep] = [0, 0]
  for (const { name, of } of chosen) {
    const [half, whole] = [readingTime(of(Number(bytes) / 2)), readingTime(of(Number(bytes)))]
    worstMs = Math.max(worstMs, whole)
    const isSteep = whole > MEASURABLE && whole > half * TOO_STEEP
    if (isSteep) steep++
    if (isSteep || whole > LONGEST / 5)
      print('hostile', 'ms', whole, { name, half: Math.round(half) })
  }
  print('hostile', 'messages', chosen.length)
  print('hostile', 'steep', steep)
  print('hostile', 'worstMs', worstMs, { goal: LONGEST })
  if (steep > 0 || worstMs > LONGEST) process.exitCode = 1
}

/** CPU time, the better of two readings. */
function readingTime(raw: Buffer): number {
  const times = [0, 1].map(() => {
    const before = process.cpuUsage()
    readMessage(raw)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
