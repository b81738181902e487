import { describe, expect, it } from 'vitest'
import { readDue } from './read-due.ts'

const timeZone = 'Europe/Paris'
const thursday = new Date('2026-03-12T09:42:00Z') // 10:42 on the wall

function read(text: string, now = thursday): string | null {
  const at = readDue(text, { now, timeZone })
  return at && at.toLocaleString('sv-SE', { timeZone }).slice(0, 16)
}

describe('a deadline in words', () => {
  it.each([
    ['aujourd’hui', '2026-03-12 17:00'],
    ["aujourd'hui à 14h30", '2026-03-12 14:30'],
    ['Demain', '2026-03-13 17:00'],
    ['après-demain', '2026-03-14 17:00'], // a day that is named is meant, Saturday or not
    ['dans 10 jours ouvrés', '2026-03-26 17:00'],
    ['10 j ouvrés', '2026-03-26 17:00'],
    ['sous une semaine', '2026-03-19 17:00'],
    ['dans deux jours', '2026-03-16 17:00'], // Saturday goes on to Monday
    ['dans 1 mois', '2026-04-13 17:00'], // Sunday the 12th goes on to Monday
    ['dans 3 heures', '2026-03-12 13:42'],
    ['fin de semaine', '2026-03-13 17:00'],
    ['fin de mois', '2026-03-31 17:00'],
    ['fin du mois à 12h', '2026-03-31 12:00'],
    ['semaine prochaine', '2026-03-20 17:00'],
    ['vendredi', '2026-03-13 17:00'],
    ['jeudi', '2026-03-12 17:00'],
    ['jeudi prochain', '2026-03-19 17:00'],
    ['le 1er avril', '2026-04-01 17:00'],
    ['12 février', '2027-02-12 17:00'],
    ['15/04', '2026-04-15 17:00'],
    ['le 10', '2026-04-10 17:00'],
    ['avant midi', '2026-03-12 12:00'],
  ])('in French: %s', (text, due) => expect(read(text)).toBe(due))

  it.each([
    ['today', '2026-03-12 17:00'],
    ['tomorrow 17:00', '2026-03-13 17:00'],
    ['tomorrow at 9 am', '2026-03-13 09:00'],
    ['in 3 days', '2026-03-16 17:00'], // Sunday goes on to Monday
    ['in 3 work days', '2026-03-17 17:00'],
    ['within 2 weeks', '2026-03-26 17:00'],
    ['3d', '2026-03-16 17:00'],
    ['end of the month', '2026-03-31 17:00'],
    ['end of week', '2026-03-13 17:00'],
    ['next week', '2026-03-20 17:00'],
    ['next Monday 5pm', '2026-03-16 17:00'],
    ['by Friday', '2026-03-13 17:00'],
    ['March 31', '2026-03-31 17:00'],
    ['31 March 2027', '2027-03-31 17:00'],
    ['2026-12-24', '2026-12-24 17:00'],
    ['noon', '2026-03-12 12:00'],
  ])('in English: %s', (text, due) => expect(read(text)).toBe(due))

  it.each(['', 'bientôt', 'in 0 days', '31 avril', '25:00', '2026-02-01', 'dans jours', '32/01'])(
    'is none: %s',
    (text) => expect(read(text)).toBeNull(),
  )

  it('is the next of its kind when this one is over', () => {
    const fridayEvening = new Date('2026-03-13T20:00:00Z')
    expect(read('fin de semaine', fridayEvening)).toBe('2026-03-20 17:00')
    expect(read('17:00', fridayEvening)).toBe('2026-03-16 17:00')
    expect(read('today', fridayEvening)).toBeNull()
    expect(read('end of month', new Date('2026-03-31T16:00:00Z'))).toBe('2026-04-30 17:00')
  })

  it('is meant on the clocks of the organisation', () => {
    const at = readDue('tomorrow 17:00', { now: thursday, timeZone: 'America/Cayenne' })
    expect(at?.toISOString()).toBe('2026-03-13T20:00:00.000Z')
  })
})
