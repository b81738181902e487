import { aMail } from './intake-fixture.ts'
import { asksForBytes, before, type FaultScenario, lists, refuse, reword } from './fault-tools.ts'

const NESTED = Array.from({ length: 200 }, (_, n) => `n${n}`).join('/')
const ODD = ['Réclamations & "litiges"', 'a&b', '日本語/台北', 'Weg\\zurück', NESTED]

/** Folders that are not what they were, and messages that others move meanwhile. */
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
  {
    id: 'folder-deleted-while-counted',
    isSample: true,
    fault: 'a folder that shows more than it lists is deleted before it is asked again',
    folders: ['INBOX', 'Kept'],
    prepare: ({ model }) => void model.append(model.create('Kept').path, aMail()),
    misbehave: ({ model }, strike) => {
      let opened = 0
      return {
        ...before(
          ({ name, words }) => name === 'EXAMINE' && words[0] === 'Kept',
          () => {
            if (++opened === 1) return
            model.remove('Kept')
            strike()
          },
        ),
        saying: (answer, { name, words }) =>
          name === 'EXAMINE' &&
          words[0] === 'Kept' &&
          answer.toString('latin1').startsWith('* 1 EXISTS')
            ? Buffer.from('* 3 EXISTS\r\n')
            : answer,
      }
    },
    connections: 1,
  },
]
