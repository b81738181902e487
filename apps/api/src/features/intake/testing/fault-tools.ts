import type { Call, FaultImap, Misbehaviour } from '@levee/mail/testing'

/** One way in which a mail server, the network or another client goes wrong. */
export type FaultScenario = {
  id: string
  /** What goes wrong, as a sentence. */
  fault: string
  /** Whether the mailbox is in step before, and mail arrives that the fault meets; else it meets the first import. */
  when?: 'first' | 'later'
  /** Folders that are watched; the inbox and Sent when not said. */
  folders?: string[]
  /** What the server holds beside the usual mail, before anybody connects. */
  prepare?: (server: FaultImap) => void
  /** How the server misbehaves; `strike` is called each time that it does. */
  misbehave: (server: FaultImap, strike: () => void) => Misbehaviour
  /** After how many strikes it behaves again; Infinity is never. */
  strikes?: number
  /** What the mailbox page says meanwhile. */
  shows?: string
  /** How long the waits between attempts may be in sum until all is well; 10 when not said. */
  minutes?: number
  /** How many connections may be made; any number when not said. */
  connections?: number
  /** UIDs of the inbox that never come because the server does not give them. */
  withheld?: number[]
  /** Whether every run of the tests goes through it, not only the whole suite. */
  isSample?: boolean
}

const NAMED = /^\* \d+ FETCH .*?UID (\d+)/s

/** Whether a command asks for the bytes of messages. */
export function asksForBytes({ name, words }: Call): boolean {
  return isUidFetch({ name, words }) && JSON.stringify(words).includes('BODY.PEEK')
}

/** Whether a command lists messages without their bytes. */
export function lists(call: Call): boolean {
  return isUidFetch(call) && !asksForBytes(call)
}

function isUidFetch({ name, words }: Pick<Call, 'name' | 'words'>): boolean {
  return name === 'UID FETCH' || (name === 'UID' && String(words[0]).toUpperCase() === 'FETCH')
}

/** The UID of an untagged FETCH, undefined for any other answer. */
export function uidOf(answer: Buffer): number | undefined {
  const uid = NAMED.exec(answer.subarray(0, 300).toString('latin1'))?.[1]
  return uid === undefined ? undefined : Number(uid)
}

/** Answers commands of this name, or of this kind, with this. */
export function refuse(
  which: string | ((call: Call) => boolean),
  answer: string,
  strike: () => void,
): Misbehaviour {
  return {
    instead(call) {
      if (typeof which === 'string' ? call.name !== which : !which(call)) return false
      strike()
      call.done(answer)
      return true
    },
  }
}

/** Acts before a command of this kind is done as it should be. */
export function before(which: (call: Call) => boolean, act: (call: Call) => void): Misbehaviour {
  return {
    instead(call) {
      if (which(call)) act(call)
      return false
    },
  }
}

/** Changes untagged answers that match. */
export function reword(
  pattern: RegExp,
  change: (line: string, call: Call) => string,
  strike: () => void,
): Misbehaviour {
  return {
    saying(answer, call) {
      const start = answer.subarray(0, 300).toString('latin1')
      if (!pattern.test(start)) return answer
      strike()
      return Buffer.from(change(answer.toString('latin1'), call), 'latin1')
    },
  }
}
