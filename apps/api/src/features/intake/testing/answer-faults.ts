import { bulky } from './connection-faults.ts'
import { asksForBytes, before, type FaultScenario, lists, reword, uidOf } from './fault-tools.ts'

const BYTES = /BODY\[\]/
const FETCH = /^\* \d+ FETCH/

/** Answers that say what is not so, or say it oddly. */
export const ANSWER_FAULTS: FaultScenario[] = [
  {
    id: 'unsolicited-fetch',
    fault: 'FETCH tells of flags of other messages in between',
    misbehave: (_, strike) =>
      reword(
        FETCH,
        (line) =>
          `* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n${line}* 3 FETCH (UID 3 FLAGS ())\r\n`,
        strike,
      ),
    strikes: Infinity,
  },
  {
    id: 'unsolicited-fetch-large',
    isSample: true,
    fault: 'FETCH tells of flags of other messages before each piece of a large one',
    prepare: ({ model }) => void model.append('INBOX', bulky(9_000_000)),
    misbehave: (_, strike) =>
      reword(
        /BODY\[\]<\d+> /,
        (line) => `* 2 FETCH (UID 2 FLAGS (\\Flagged))\r\n* 1 FETCH (FLAGS (\\Seen))\r\n${line}`,
        strike,
      ),
    strikes: Infinity,
  },
  {
    id: 'unasked-bodies',
    fault: 'FETCH gives a message that was not asked for',
    misbehave: (_, strike) =>
      reword(
        BYTES,
        (line) => `${line}* 1 FETCH (UID 987 FLAGS () BODY[] {7}\r\nNothing)\r\n`,
        strike,
      ),
    strikes: Infinity,
  },
  {
    id: 'duplicate-uid',
    isSample: true,
    fault: 'every UID comes twice in a FETCH',
    misbehave: (_, strike) => reword(FETCH, (line) => line + line, strike),
    strikes: Infinity,
  },
  {
    id: 'uids-out-of-order',
    fault: 'FETCH answers from the last message to the first',
    misbehave: (_, strike) => {
      let held: Buffer[] = []
      return {
        saying(answer, call) {
          if (uidOf(answer) !== undefined) {
            held.unshift(answer)
            return Buffer.alloc(0)
          }
          if (held.length > 1) strike()
          const all = Buffer.concat([...held, answer])
          if (call.name === 'UID FETCH') held = []
          return call.name === 'UID FETCH' ? all : answer
        },
      }
    },
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'fetch-without-body',
    isSample: true,
    fault: 'FETCH leaves the bytes of a message out, once',
    misbehave: (_, strike) =>
      reword(BYTES, (line) => (uidIs(line, 5) ? '* 5 FETCH (UID 5 FLAGS ())\r\n' : line), strike),
    strikes: 5,
  },
  {
    id: 'body-nil',
    fault: 'FETCH says that the bytes of a message are NIL, once',
    misbehave: (_, strike) =>
      reword(BYTES, (line) => (uidIs(line, 5) ? '* 5 FETCH (UID 5 BODY[] NIL)\r\n' : line), strike),
    strikes: 5,
  },
  {
    id: 'body-withheld',
    fault: 'the server never gives the bytes of one message',
    misbehave: (_, strike) =>
      reword(BYTES, (line) => (uidIs(line, 5) ? '* 5 FETCH (UID 5 BODY[] NIL)\r\n' : line), strike),
    strikes: Infinity,
    withheld: [5],
    connections: 1,
  },
  {
    id: 'message-skipped',
    fault: 'FETCH does not answer for a message that is there, once',
    misbehave: (_, strike) => reword(BYTES, (line) => (uidIs(line, 5) ? '' : line), strike),
    strikes: 5,
  },
  {
    id: 'listing-cut-short',
    isSample: true,
    fault: 'the list of UIDs ends in the middle as if it were whole, once',
    misbehave: (_, strike) => ({
      saying(answer, call) {
        if (!lists(call) || (uidOf(answer) ?? 0) < 6) return answer
        strike()
        return Buffer.alloc(0)
      },
    }),
    strikes: 7,
    minutes: 2,
  },
  {
    id: 'literal8',
    fault: 'bytes come as literal8 (RFC 9051 §4.3)',
    misbehave: (_, strike) =>
      reword(BYTES, (line) => line.replace(/BODY\[\] \{/, 'BODY[] ~{'), strike),
    strikes: Infinity,
  },
  {
    id: 'bare-line-feeds',
    fault: 'answers end in LF and with spaces before it',
    misbehave: (_, strike) =>
      reword(/^\* (?:OK|FLAGS|\d+ EXISTS|LIST)/, (line) => line.replace('\r\n', ' \n'), strike),
    strikes: Infinity,
  },
  {
    id: 'bad-envelope',
    fault: 'FETCH gives an ENVELOPE full of NIL that nobody asked for',
    misbehave: (_, strike) =>
      reword(
        FETCH,
        (line) =>
          line.replace(
            ' (',
            ' (ENVELOPE (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) BODYSTRUCTURE NIL ',
          ),
        strike,
      ),
    strikes: Infinity,
  },
  {
    id: 'bad-envelope-quoting',
    isSample: true,
    fault: 'FETCH gives an ENVELOPE whose quotes do not close, once',
    misbehave: (_, strike) =>
      reword(BYTES, (line) => line.replace(' (', ' (ENVELOPE ("a"b" NIL "c) '), strike),
    strikes: 1,
  },
  {
    id: 'rfc822size-lies',
    fault: 'a message of 10 MB says 10 bytes, one of 10 kB says 10 GB',
    prepare: ({ model }) => {
      model.append('INBOX', bulky(10_000_000))
      model.append('INBOX', bulky(10_000))
    },
    misbehave: (_, strike) =>
      reword(
        /RFC822\.SIZE/,
        (line) =>
          line
            .replace('RFC822.SIZE 10000000', 'RFC822.SIZE 10')
            .replace(/RFC822\.SIZE 10000(?!\d)/, 'RFC822.SIZE 10000000000'),
        strike,
      ),
    strikes: Infinity,
  },
  {
    id: 'size-missing',
    fault: 'the list of UIDs has no sizes',
    misbehave: (_, strike) =>
      reword(/RFC822\.SIZE/, (line) => line.replace(/ ?RFC822\.SIZE \d+/, ''), strike),
    strikes: Infinity,
  },
  ...['', ' INTERNALDATE NIL', ' INTERNALDATE "yesterday"'].map((said, place): FaultScenario => ({
    id: `internaldate-${['missing', 'nil', 'invalid'][place]}`,
    fault: `a message’s date of arrival is ${said || 'left out'}`,
    misbehave: (_, strike) =>
      reword(FETCH, (line) => line.replace(/ INTERNALDATE "[^"]*"/, said), strike),
    strikes: Infinity,
  })),
  {
    id: 'fetch-empty',
    fault: 'FETCH answers with nothing in between',
    misbehave: (_, strike) =>
      reword(FETCH, (line) => `* 3 FETCH ()\r\n* 99 FETCH NIL\r\n${line}`, strike),
    strikes: Infinity,
  },
  {
    id: 'alert',
    fault: 'the server warns in the middle of everything',
    misbehave: (_, strike) =>
      reword(/^\* /, (line) => `* OK [ALERT] Maintenance tonight\r\n${line}`, strike),
    strikes: Infinity,
  },
  {
    id: 'capability-change',
    fault: 'other capabilities after the login than before',
    misbehave: (_, strike) => ({
      capabilities(isSignedIn) {
        strike()
        return isSignedIn
          ? 'IMAP4rev1 IDLE'
          : 'IMAP4rev1 ID ENABLE CONDSTORE UIDPLUS SPECIAL-USE MOVE'
      },
    }),
    strikes: Infinity,
  },
  {
    id: 'no-uidplus',
    fault: 'no UIDPLUS, MOVE, IDLE or CONDSTORE',
    misbehave: (_, strike) => ({
      capabilities() {
        strike()
        return 'IMAP4rev1'
      },
    }),
    strikes: Infinity,
  },
  {
    id: 'window-refused',
    fault: 'BAD to FETCH of many messages at once',
    misbehave: (_, strike) => ({
      instead(call) {
        if (!asksForBytes(call) || !/[:,]/.test(String(call.words[1]))) return false
        strike()
        call.done('BAD too much at once')
        return true
      },
    }),
    strikes: Infinity,
  },
  {
    id: 'wrong-tag',
    fault: 'an answer to a command that was never given, once',
    misbehave: (_, strike) =>
      before(asksForBytes, ({ session }) => {
        session.write('ZZ9 OK that was nobody’s')
        strike()
      }),
    strikes: 1,
  },
]

function uidIs(line: string, uid: number): boolean {
  return uidOf(Buffer.from(line, 'latin1')) === uid
}
