import { aMail } from './intake-fixture.ts'
import { asksForBytes, before, type FaultScenario, lists, refuse, reword } from './fault-tools.ts'

const NESTED = Array.from({ length: 200 }, (_, n) => `n${n}`).join('/')
const ODD = ['Réclamations & "litiges"', 'a&b', '日本語/台北', 'Weg\\zurück', NESTED]

/** Folders that are not what they were, and counts that are not what they should be. */
export const FOLDER_FAULTS: FaultScenario[] = [
  {
    id: 'folder-utf7',
    fault: 'folder names in modified UTF-7, with quotes, and 200 levels deep',
    folders: ['INBOX', ...ODD],
    prepare: ({ model }) => {
      for (const path of ODD) {
        model.create(path)
        model.append(path, aMail())
      }
    },
    misbehave: (_, strike) => before(({ name }) => name === 'EXAMINE', strike),
    strikes: Infinity,
  },
  {
    id: 'list-nil-delimiter',
    fault: 'LIST says that there is no hierarchy',
    misbehave: (_, strike) =>
      reword(/^\* (?:LIST|LSUB)/, (line) => line.replace(' "/" ', ' NIL '), strike),
    strikes: Infinity,
  },
  {
    id: 'list-empty',
    fault: 'LIST answers nothing, once',
    misbehave: (_, strike) => reword(/^\* (?:LIST|LSUB)/, () => '', strike),
    shows: 'refused',
    strikes: 4,
  },
  {
    id: 'nonexistent-special',
    fault: 'there is no folder for sent mail',
    prepare: ({ model }) => model.remove('Sent'),
    misbehave: (_, strike) => before(({ name }) => name === 'LIST', strike),
    strikes: Infinity,
  },
  {
    id: 'folder-refused',
    isSample: true,
    fault: 'one watched folder cannot be opened',
    folders: ['INBOX', 'Closed', 'Kept'],
    prepare: ({ model }) => {
      model.create('Closed')
      model.create('Kept')
      model.append('Kept', aMail())
      for (let n = 0; n < 60; n++) model.append('INBOX', aMail())
    },
    misbehave: (_, strike) =>
      refuse(
        ({ name, words }) => name === 'EXAMINE' && words[0] === 'Closed',
        'NO [NOPERM] not yours',
        strike,
      ),
    strikes: Infinity,
    connections: 1,
  },
  {
    id: 'folder-deleted',
    isSample: true,
    fault: 'a watched folder is deleted while it is looked at',
    folders: ['INBOX', 'Kept'],
    when: 'later',
    prepare: ({ model }) => {
      model.create('Kept')
      model.append('Kept', aMail())
    },
    misbehave: ({ model }, strike) =>
      before(
        ({ name, words }) => name === 'EXAMINE' && words[0] === 'Kept' && model.folders.has('Kept'),
        () => {
          model.remove('Kept')
          strike()
        },
      ),
    strikes: 1,
  },
  {
    id: 'folder-renamed',
    fault: 'a watched folder is renamed while it is read, and back',
    folders: ['INBOX', 'Kept', 'Kept elsewhere'],
    prepare: ({ model }) => {
      model.create('Kept')
      for (let n = 0; n < 3; n++) model.append('Kept', aMail())
    },
    misbehave: ({ model }, strike) =>
      before(
        ({ name, words }) => name === 'EXAMINE' && words[0] === 'Kept' && model.folders.has('Kept'),
        () => {
          model.rename('Kept', 'Kept elsewhere')
          strike()
        },
      ),
    strikes: 1,
  },
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
  {
    id: 'moved-by-other',
    isSample: true,
    fault: 'another client moves messages before we fetch them',
    folders: ['INBOX', 'Archive'],
    misbehave: ({ model }, strike) =>
      before(asksForBytes, () => {
        model.move('INBOX', [2, 5, 12], 'Archive')
        strike()
      }),
    strikes: 1,
    connections: 1,
  },
  {
    id: 'deleted-by-other',
    fault: 'another client deletes what we hold and what we are about to fetch',
    when: 'later',
    misbehave: ({ model }, strike) =>
      before(asksForBytes, () => {
        model.expunge('INBOX', [1, 3, 13])
        strike()
      }),
    strikes: 1,
    connections: 1,
  },
  {
    id: 'expunge-mid-fetch',
    fault: 'EXPUNGE comes in the middle of FETCH',
    misbehave: ({ model }, strike) => ({
      saying(answer, call) {
        if (!asksForBytes(call) || !String(answer.subarray(0, 20)).startsWith('* 6 FETCH'))
          return answer
        strike()
        model.expunge('INBOX', [1])
        call.session.open?.known.shift()
        return Buffer.concat([Buffer.from('* 1 EXPUNGE\r\n'), answer])
      },
    }),
    strikes: 1,
    connections: 1,
  },
  {
    id: 'arrives-mid-listing',
    fault: 'mail arrives while UIDs are listed',
    misbehave: ({ model }, strike) =>
      before(lists, () => {
        model.append('INBOX', aMail())
        strike()
      }),
    strikes: 2,
    connections: 1,
  },
]
