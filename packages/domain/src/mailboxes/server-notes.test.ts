import { describe, expect, it } from 'vitest'
import { checkText } from './check-text.ts'
import { maildropNotes, serverNotes } from './server-notes.ts'

const GB = 1_000_000_000
const facts = { host: 'imap.port-leveque.example', capabilities: [], quota: null }
const codes = (more: object) => serverNotes({ ...facts, ...more }).map(({ code }) => code)

describe('what is worth knowing of a mail server', () => {
  it('is what it can do', () => {
    const capabilities = ['IMAP4REV1', 'IDLE', 'CONDSTORE', 'MOVE', 'SPECIAL-USE', 'QUOTA']
    expect(codes({ capabilities })).toEqual([
      'announces',
      'resumesFast',
      'moves',
      'namesRoles',
      'hidesRoom',
      'hidesConnections',
    ])
    expect(codes({}).slice(0, 4)).toEqual([
      'mustBeAsked',
      'resumesSlowly',
      'copies',
      'guessesRoles',
    ])
  })

  it.each([
    [{ used: 6.2 * GB, limit: 10 * GB }, 'hasRoom', '6,2 Go'],
    [{ used: 9.7 * GB, limit: 10 * GB }, 'isNearlyFull', '9,7 Go'],
    [{ used: 0, limit: 0 }, 'isUnlimited', '0 o'],
  ])('is how full the mailbox is: %o', (quota, code, said) => {
    const found = serverNotes({ ...facts, quota }).find(({ topic }) => topic === 'quota')
    expect(found?.code).toBe(code)
    const { message } = checkText(found!, 'fr')
    expect(message.replaceAll(/\s/g, ' ')).toContain(said)
  })

  it('is how many connections a provider lets in, where that is known', () => {
    const limit = serverNotes({ ...facts, host: 'imap.gmail.com' }).at(-1)
    expect(limit).toMatchObject({ code: 'limitsConnections', details: { most: '15' } })
    expect(codes({ host: 'notgmail.com' }).at(-1)).toBe('hidesConnections')
  })

  it('of one that speaks POP3 is that it has to be asked', () => {
    expect(maildropNotes('pop.x.example').map(({ code }) => code)).toEqual([
      'isPolled',
      'hidesConnections',
    ])
  })
})
