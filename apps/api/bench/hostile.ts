import { circleOf, createThreadIndex, decideThread, type ThreadedMessage } from '@levee/domain'
import { HOSTILE_MESSAGES } from '@levee/mail/testing'
import { readMessage } from '@levee/mail/testing/oracles'
import { print } from './intake/print.ts'

const LONGEST = 5000 // ms for the largest
const TOO_STEEP = 4 // times as long for twice as much: half-way between linear and worse
const MEASURABLE = 50 // ms
const REFERENCES = 20_000 // a mail of 2 MB names so many

/**
 * Reads messages that are nothing but a trap, of a size and of twice that, and prints those whose time
 * is not in proportion; `worstMs` must stay below five seconds, `steep` be 0.
 * @param args bytes of the larger ones, 4 MB when not said; and a part of the names to take.
 */
export function hostile([bytes = '4000000', part = '']: string[]): void {
  const chosen = HOSTILE_MESSAGES.filter(({ name }) => name.includes(part))
  const traps = chosen.map(({ name, of }): Trap => {
    const reading = (length: number): number => readingTime(of(length))
    return { name, half: reading(Number(bytes) / 2), whole: reading(Number(bytes)) }
  })
  if ('threading'.includes(part)) {
    const [half, whole] = [threadingTime(REFERENCES / 2), threadingTime(REFERENCES)]
    traps.push({ name: 'threading', half, whole })
  }
  let [worstMs, steep] = [0, 0]
  for (const { name, half, whole } of traps) {
    worstMs = Math.max(worstMs, whole)
    const isSteep = whole > MEASURABLE && whole > half * TOO_STEEP
    if (isSteep) steep++
    if (isSteep || whole > LONGEST / 5)
      print('hostile', 'ms', whole, { name, half: Math.round(half) })
  }
  print('hostile', 'traps', traps.length)
  print('hostile', 'steep', steep)
  print('hostile', 'worstMs', worstMs, { goal: LONGEST })
  if (steep > 0 || worstMs > LONGEST) process.exitCode = 1
}

type Trap = { name: string; half: number; whole: number }

function readingTime(raw: Buffer): number {
  return cpuTime(() => readMessage(raw))
}

/** Finds ten mails their threads that name the same `count` others, none of which we have. */
function threadingTime(count: number): number {
  const references = Array.from({ length: count }, (_, place) => `${place}@x.example`)
  return cpuTime(() => {
    const index = createThreadIndex([], new Map())
    for (let n = 0; n < 10; n++) {
      const message: ThreadedMessage = { ...A_MESSAGE, internetMessageId: `own-${n}`, references }
      const { internetMessageId, sender } = message
      const conversationId = decideThread(message, index).conversationId ?? 'c'
      const stored = { conversationId, internetMessageId, cites: references, sender }
      index.add({ ...stored, isOutgoing: false }, circleOf(message))
    }
  })
}

const A_MESSAGE: ThreadedMessage = {
  internetMessageId: null,
  inReplyTo: [],
  references: [],
  returned: [],
  named: new Map(),
  sender: 'anne@x.example',
  recipients: ['contact@mairie.example'],
  lists: [],
  isOurs: false,
}

/** The better of two. */
function cpuTime(work: () => unknown): number {
  const times = [0, 1].map(() => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}
