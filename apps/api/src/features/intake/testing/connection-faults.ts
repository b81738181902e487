import { asksForBytes, before, type FaultScenario, lists, refuse, uidOf } from './fault-tools.ts'

/** Connections that break or stall, and servers that do not let us in. */
export const CONNECTION_FAULTS: FaultScenario[] = [
  {
    id: 'drop-mid-literal',
    fault: 'the connection is cut in the middle of a large message, three times elsewhere',
    prepare: ({ model }) => void model.append('INBOX', bulky(1_048_576)),
    misbehave: (_, strike) => {
      let cut = 4_096
      return {
        saying(answer, call) {
          if (!asksForBytes(call) || answer.length < 1_000_000) return answer
          call.session.cutAfter((cut += 350_000) - 350_000)
          strike()
          return answer
        },
      }
    },
    strikes: 2,
  },
  {
    id: 'drop-mid-window',
    isSample: true,
    fault: 'each connection breaks after 40 kB, in the middle of many messages',
    prepare: ({ model }) => {
      for (let n = 0; n < 20; n++) model.append('INBOX', bulky(10_000))
    },
    misbehave: (_, strike) =>
      before(asksForBytes, ({ session }) => {
        session.cutAfter(40_000)
        strike()
      }),
    strikes: Infinity,
    minutes: 0.2,
  },
  {
    id: 'stall',
    fault: 'the server falls silent in the middle of FETCH',
    misbehave: (_, strike) => ({
      saying(answer, call) {
        if (uidOf(answer) !== 3 || !asksForBytes(call)) return answer
        strike()
        call.session.write(answer.subarray(0, 80))
        call.session.fallSilent()
        return answer
      },
    }),
    shows: 'timeout',
  },
  {
    id: 'trickle',
    fault: 'bytes come one handful after the other',
    misbehave: (_, strike) => ({
      saying(answer, call) {
        if (uidOf(answer) === 2 && asksForBytes(call)) strike()
        for (let at = 0; at < answer.length; at += 7)
          call.session.write(answer.subarray(at, at + 7))
        return Buffer.alloc(0)
      },
    }),
    strikes: Infinity,
  },
  {
    id: 'bye-mid-fetch',
    isSample: true,
    fault: 'the server says BYE in the middle of FETCH and hangs up',
    misbehave: (_, strike) => ({
      saying(answer, call) {
        if (uidOf(answer) !== 4 || !asksForBytes(call)) return answer
        strike()
        call.session.write('* BYE shutting down')
        call.session.cut()
        return answer
      },
    }),
    strikes: 2,
  },
  ...['LOGIN', 'LIST', 'EXAMINE'].map((name): FaultScenario => ({
    id: `cut-at-${name.toLowerCase()}`,
    fault: `the connection is cut at ${name}`,
    misbehave: (_, strike) => ({
      instead(call) {
        if (call.name !== name) return false
        strike()
        call.session.cut()
        return true
      },
    }),
    shows: 'closed',
    strikes: 2,
  })),
  {
    id: 'cut-at-listing',
    fault: 'the connection is cut in the middle of the list of UIDs',
    misbehave: (_, strike) =>
      before(lists, ({ session }) => {
        session.cutAfter(300)
        strike()
      }),
    shows: 'closed',
    strikes: 2,
  },
  {
    id: 'hangs-up-at-greeting',
    fault: 'the server has too many connections and hangs up without a word',
    misbehave: (_, strike) => ({
      greeting() {
        strike()
        return undefined
      },
    }),
    strikes: 3,
  },
  {
    id: 'greylist-429-bye',
    fault: 'the server has too many connections and says BYE',
    misbehave: (_, strike) => ({
      greeting() {
        strike()
        return '* BYE [UNAVAILABLE] Too many simultaneous connections'
      },
    }),
    strikes: 3,
  },
  {
    id: 'garbage-greeting',
    fault: 'something else answers on the port',
    misbehave: (_, strike) => ({
      greeting() {
        strike()
        return 'HTTP/1.1 503 Service Unavailable'
      },
    }),
    strikes: 1,
  },
  {
    id: 'greylist-429',
    fault: 'NO [LIMIT] to the login',
    misbehave: (_, strike) => refuse('LOGIN', 'NO [LIMIT] Too many connections', strike),
    shows: 'refused',
    strikes: 3,
  },
  {
    id: 'unavailable-login',
    fault: 'NO [UNAVAILABLE] to the login: the directory of users is down',
    misbehave: (_, strike) => refuse('LOGIN', 'NO [UNAVAILABLE] Temporary failure', strike),
    shows: 'refused',
    strikes: 3,
  },
  {
    id: 'unavailable-select',
    fault: 'NO [UNAVAILABLE] to the folder',
    misbehave: (_, strike) => refuse('EXAMINE', 'NO [UNAVAILABLE] Backend away', strike),
    shows: 'refused',
    strikes: 2,
  },
  {
    id: 'limit-fetch',
    isSample: true,
    fault: 'NO [LIMIT] to FETCH: the server has given enough for now',
    misbehave: (_, strike) => refuse(asksForBytes, 'NO [LIMIT] Slow down', strike),
    shows: 'refused',
    strikes: 2,
  },
  {
    id: 'auth-fail-permanent',
    fault: 'NO [AUTHENTICATIONFAILED] to the login',
    misbehave: (_, strike) =>
      refuse('LOGIN', 'NO [AUTHENTICATIONFAILED] Invalid credentials', strike),
    shows: 'authentication',
    strikes: 3,
    minutes: 60,
  },
  {
    id: 'idle-refused',
    isSample: true,
    fault: 'NO to IDLE, though the server says that it can',
    when: 'later',
    misbehave: (_, strike) => refuse('IDLE', 'NO not now', strike),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'idle-silent',
    fault: 'IDLE never reports anything',
    when: 'later',
    misbehave: (_, strike) => ({
      instead(call) {
        if (call.name === 'IDLE') strike()
        return false
      },
      saying: (answer, { session }) => (session.isIdling ? Buffer.alloc(0) : answer),
    }),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'idle-stall',
    fault: 'the connection is dead while we idle, and nobody says so',
    when: 'later',
    misbehave: (_, strike) => ({
      instead(call) {
        if (call.name !== 'IDLE') return false
        strike()
        call.session.write('+ idling')
        call.session.fallSilent()
        return true
      },
    }),
    shows: 'timeout',
  },
  {
    id: 'preauth',
    fault: 'the server takes us as signed in',
    misbehave: (_, strike) => ({
      greeting() {
        strike()
        return '* PREAUTH [CAPABILITY IMAP4rev1 IDLE] welcome'
      },
    }),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'extensions-refused',
    fault: 'BAD to ID, ENABLE and NAMESPACE, which the server says that it can',
    misbehave: (_, strike) =>
      refuse(({ name }) => /^(?:ID|ENABLE|NAMESPACE)$/.test(name), 'BAD never heard of it', strike),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'idle-dropped',
    fault: 'the server hangs up on whoever idles',
    when: 'later',
    misbehave: (_, strike) => ({
      instead(call) {
        if (call.name !== 'IDLE') return false
        strike()
        call.session.write('+ idling')
        call.session.cut()
        return true
      },
    }),
    strikes: 3,
  },
]

let made = 0

/** A message of so many bytes. */
export function bulky(size: number): Buffer {
  const head = `From: a@x.example\r\nMessage-ID: <bulky${++made}@x.example>\r\nSubject: ${made}\r\n\r\n`
  return Buffer.from(
    head.padEnd(size - 2, 'x').replaceAll(/x{70}/g, `${'y'.repeat(68)}\r\n`) + '\r\n',
  )
}
