import { describe, expect, it } from 'vitest'
import { readDue } from './read-due.ts'
import { aCalendar, hoursOf } from './testing/a-calendar.ts'

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
    ['demain 9h', '2026-03-13 09:00'],
    ['d’ici vendredi', '2026-03-13 17:00'],
    ['vendredi en huit', '2026-03-20 17:00'],
    ['fin de journée', '2026-03-12 17:00'],
    ['sous quinzaine', '2026-03-27 17:00'],
    ['fin de trimestre', '2026-03-31 17:00'],
    ['dans 30 minutes', '2026-03-12 11:12'],
    ['dans 8 heures ouvrées', '2026-03-13 10:42'],
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
    ['next Friday noon', '2026-03-13 12:00'],
    ['by end of day', '2026-03-12 17:00'],
    ['end of the quarter', '2026-03-31 17:00'],
    ['4 working hours', '2026-03-12 14:42'],
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

  it('follows the calendar: its holidays, its closures and when its work ends', () => {
    const hours = hoursOf(
      aCalendar({
        holidays: { country: 'FR', zone: null, worked: [] },
        exceptions: [
          { kind: 'closed', name: 'Bridge', from: '2026-05-15', to: '2026-05-15', hours: null },
          {
            kind: 'closed',
            name: 'Early',
            from: '2026-05-13',
            to: '2026-05-13',
            hours: [{ from: '12:00', to: '24:00' }],
          },
        ],
      }),
    )
    const now = new Date('2026-05-12T08:00:00Z') // the Tuesday before Ascension Day
    const readAt = (text: string): string | undefined =>
      readDue(text, { now, timeZone, hours })?.toLocaleString('sv-SE', { timeZone }).slice(0, 16)
    expect(readAt('demain')).toBe('2026-05-13 12:00')
    expect(readAt('dans 2 jours ouvrés')).toBe('2026-05-18 17:00')
    expect(readAt('dans 2 jours')).toBe('2026-05-18 17:00')
    expect(readAt('fin de semaine')).toBe('2026-05-13 12:00')
    expect(readAt('jeudi')).toBe('2026-05-14 12:00') // a day that is named is meant, closed or not
  })
})
