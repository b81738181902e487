/** French and English are read at once: who writes one reads mail in the other. All words are folded: no case, no accents. */
const COUNTS: readonly (readonly [number, ...string[]])[] = [
  [1, 'un', 'une', 'a', 'an', 'one'],
  [2, 'deux', 'two'],
  [3, 'trois', 'three'],
  [4, 'quatre', 'four'],
  [5, 'cinq', 'five'],
  [6, 'six'],
  [7, 'sept', 'seven'],
  [8, 'huit', 'eight'],
  [9, 'neuf', 'nine'],
  [10, 'dix', 'ten'],
  [15, 'quinze', 'fifteen'],
  [20, 'vingt', 'twenty'],
  [30, 'trente', 'thirty'],
]

const WEEKDAYS: readonly (readonly string[])[] = [
  ['lundi', 'lun', 'monday', 'mon'],
  ['mardi', 'mar', 'tuesday', 'tue'],
  ['mercredi', 'mer', 'wednesday', 'wed'],
  ['jeudi', 'jeu', 'thursday', 'thu'],
  ['vendredi', 'ven', 'friday', 'fri'],
  ['samedi', 'sam', 'saturday', 'sat'],
  ['dimanche', 'dim', 'sunday', 'sun'],
]

const MONTHS: readonly (readonly string[])[] = [
  ['janvier', 'janv', 'january', 'jan'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'june', 'jun'],
  ['juillet', 'juil', 'july', 'jul'],
  ['aout', 'august', 'aug'],
  ['septembre', 'september', 'sept', 'sep'],
  ['octobre', 'october', 'oct'],
  ['novembre', 'november', 'nov'],
  ['decembre', 'december', 'dec'],
]

export type DueUnit = 'workDay' | 'day' | 'week' | 'month' | 'workHour' | 'hour' | 'minute'

const UNITS: readonly (readonly [DueUnit, RegExp])[] = [
  ['workDay', /^(?:jours?|j|days?|d) ouvres?$|^(?:work|working|business|office) days?$/],
  ['day', /^(?:jours?|j|days?|d)$/],
  ['week', /^(?:semaines?|sem|weeks?|w)$/],
  ['month', /^(?:mois|months?)$/],
  ['workHour', /^(?:heures?|h) ouvrees?$|^(?:work|working|business|office) hours?$/],
  ['hour', /^(?:heures?|h|hours?)$/],
  ['minute', /^(?:minutes?|min|mn)$/],
]

/** A number in digits or words. */
export function countOf(word: string): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word)
  return COUNTS.find(([, ...names]) => names.includes(word))?.[0]
}

/** 0 on Monday … 6 on Sunday. */
export function weekdayOf(word: string): number | undefined {
  return placeOf(WEEKDAYS, word)
}

/** 0 in January … 11 in December. */
export function monthOf(word: string): number | undefined {
  return placeOf(MONTHS, word)
}

export function unitOf(words: string): DueUnit | undefined {
  return UNITS.find(([, pattern]) => pattern.test(words))?.[0]
}

function placeOf(names: readonly (readonly string[])[], word: string): number | undefined {
  const place = names.findIndex((each) => each.includes(word))
  return place < 0 ? undefined : place
}
