import { aMail } from './intake-fixture.ts'
import { asksForBytes, before, type FaultScenario, lists, refuse, reword } from './fault-tools.ts'

/** Numbers of a folder that are not what they should be: UIDs, their validity, counts, modseqs. */
export const COUNT_FAULTS: FaultScenario[] = [
  {
    id: 'uidnext-wrong',
    fault: 'UIDNEXT is lower than the UIDs that are there',
    when: 'later',
    misbehave: (_, strike) => reword(/UIDNEXT/, () => '* OK [UIDNEXT 1] next\r\n', strike),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'uidnext-missing',
    fault: 'the server does not say UIDNEXT',
    when: 'later',
    misbehave: (_, strike) => reword(/UIDNEXT/, () => '', strike),
    strikes: Infinity,
    connections: 1,
  },
  ...['', '* OK [UIDVALIDITY 0] valid\r\n'].map((said): FaultScenario => ({
    id: said ? 'uidvalidity-zero' : 'uidvalidity-missing',
    fault: said ? 'UIDVALIDITY is 0' : 'the server does not say UIDVALIDITY',
    prepare: ({ model }) => {
      for (const folder of model.folders.values()) folder.uidValidity = 0
    },
    misbehave: (_, strike) => reword(/UIDVALIDITY/, () => said, strike),
    strikes: Infinity,
  })),
  {
    id: 'uidvalidity-change',
    isSample: true,
    fault: 'UIDVALIDITY changes under a folder that was read',
    when: 'later',
    prepare: ({ model }) => {
      for (let n = 0; n < 60; n++) model.append('INBOX', aMail())
    },
    misbehave: ({ model }, strike) => {
      model.renumber('INBOX')
      return before(({ name }) => name === 'EXAMINE', strike)
    },
    strikes: 1,
  },
  {
    id: 'uidvalidity-change-mid-fetch',
    fault: 'UIDVALIDITY changes while messages are fetched',
    misbehave: ({ model }, strike) =>
      before(asksForBytes, ({ session }) => {
        strike()
        model.renumber('INBOX')
        session.cutAfter(2_000)
      }),
    strikes: 2,
  },
  {
    id: 'uids-large',
    fault: 'UIDs are as large as they may be (32 bits)',
    when: 'later',
    prepare: ({ model }) => {
      model.folder('INBOX').uidNext = 4_294_967_280
      model.folder('INBOX').uidValidity = 4_294_967_295
    },
    misbehave: (_, strike) => before(asksForBytes, strike),
    strikes: Infinity,
  },
  {
    id: 'exists-shrink',
    fault: 'EXISTS goes down without EXPUNGE',
    when: 'later',
    misbehave: (_, strike) =>
      reword(
        /^\* \d+ EXISTS/,
        (line) => line.replace(/\d+/, (n) => `${Math.max(+n - 5, 1)}`),
        strike,
      ),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'exists-too-many',
    fault: 'EXISTS counts messages that are not there',
    when: 'later',
    misbehave: (_, strike) =>
      reword(/^\* \d+ EXISTS/, (line) => line.replace(/\d+/, (n) => `${+n + 8}`), strike),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'exists-zero',
    isSample: true,
    fault: 'the folder seems empty, once',
    when: 'later',
    misbehave: (_, strike) => reword(/^\* \d+ EXISTS/, () => '* 0 EXISTS\r\n', strike),
    strikes: 2,
    connections: 1,
  },
  {
    id: 'empty-unlistable',
    fault: 'BAD to FETCH in a folder that was emptied',
    when: 'later',
    folders: ['INBOX', 'Emptied'],
    prepare: ({ model }) => {
      model.create('Emptied')
      for (let n = 0; n < 3; n++) model.append('Emptied', aMail())
    },
    misbehave: ({ model }, strike) => {
      model.expunge('Emptied', [1, 2, 3])
      return refuse(
        (call) => lists(call) && call.session.open?.folder.path === 'Emptied',
        'BAD there are no messages',
        strike,
      )
    },
    strikes: Infinity,
    connections: 1,
  },
  ...['* OK [HIGHESTMODSEQ 0] none\r\n', '* OK [NOMODSEQ] none\r\n'].map((said): FaultScenario => ({
    id: said.includes('NOMODSEQ') ? 'condstore-nomodseq' : 'condstore-modseq-0',
    fault: `a server with CONDSTORE says ${said.trim()}`,
    when: 'later',
    misbehave: (_, strike) => ({
      ...reword(/UIDNEXT/, (line) => line + said, strike),
      capabilities: () => 'IMAP4rev1 IDLE ENABLE CONDSTORE',
    }),
    strikes: Infinity,
    connections: 1,
  })),
  {
    id: 'condstore-backwards',
    fault: 'HIGHESTMODSEQ goes backwards',
    when: 'later',
    misbehave: (_, strike) => {
      let modseq = 9_000
      return {
        ...reword(/UIDNEXT/, (line) => `${line}* OK [HIGHESTMODSEQ ${--modseq}] last\r\n`, strike),
        capabilities: () => 'IMAP4rev1 IDLE ENABLE CONDSTORE QRESYNC',
      }
    },
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'vanished-malformed',
    isSample: true,
    fault: 'VANISHED without UIDs, with words for UIDs, and with all of them',
    when: 'later',
    misbehave: (_, strike) => ({
      ...reword(
        /^\* \d+ EXISTS/,
        (line) =>
          `${line}* VANISHED\r\n* VANISHED (EARLIER) none\r\n* VANISHED ()\r\n* VANISHED (EARLIER) 1:9\r\n`,
        strike,
      ),
      capabilities: () => 'IMAP4rev1 IDLE ENABLE CONDSTORE QRESYNC',
    }),
    strikes: Infinity,
  },
]
