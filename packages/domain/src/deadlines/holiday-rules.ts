/** When a holiday falls: on a date (month 1–12), or so many days after Easter Sunday. */
type When = { month: number; day: number } | { easter: number }

/** A holiday of a country or a zone; the years are the first and the last in which it is one. */
export type HolidayRule = {
  key: string
  when: When
  name: { fr: string; en: string }
  since?: number
  until?: number
}

export type CountryRules = {
  national: readonly HolidayRule[]
  /** What zones have besides. */
  zones: Readonly<Record<string, readonly HolidayRule[]>>
}

const on = (month: number, day: number): When => ({ month, day })
const rule = (key: string, when: When, fr: string, en: string): HolidayRule => ({
  key,
  when,
  name: { fr, en },
})

const NEW_YEAR = rule('newYear', on(1, 1), '1er janvier', 'New Year’s Day')
const EPIPHANY = rule('epiphany', on(1, 6), 'Épiphanie', 'Epiphany')
const GOOD_FRIDAY = rule('goodFriday', { easter: -2 }, 'Vendredi saint', 'Good Friday')
const EASTER_MONDAY = rule('easterMonday', { easter: 1 }, 'Lundi de Pâques', 'Easter Monday')
const LABOUR_DAY = rule('labourDay', on(5, 1), '1er mai', 'Labour Day')
const ASCENSION = rule('ascension', { easter: 39 }, 'Ascension', 'Ascension Day')
const WHIT_MONDAY = rule('whitMonday', { easter: 50 }, 'Lundi de Pentecôte', 'Whit Monday')
const ASSUMPTION = rule('assumption', on(8, 15), 'Assomption', 'Assumption')
const ALL_SAINTS = rule('allSaints', on(11, 1), 'Toussaint', 'All Saints’ Day')
const ARMISTICE = rule('armistice', on(11, 11), '11 novembre', 'Armistice Day')
const IMMACULATE = rule(
  'immaculateConception',
  on(12, 8),
  'Immaculée Conception',
  'Immaculate Conception',
)
const CHRISTMAS = rule('christmas', on(12, 25), 'Jour de Noël', 'Christmas Day')
const SECOND_CHRISTMAS = rule(
  'secondChristmasDay',
  on(12, 26),
  '2ème jour de Noël',
  'Second day of Christmas',
)

const abolition = (month: number, day: number): HolidayRule =>
  rule('abolition', on(month, day), "Abolition de l'esclavage", 'Abolition of slavery')

/** Code du travail L3133-1 and L3422-2, and for Alsace-Moselle L3134-13. */
const FRANCE: CountryRules = {
  national: [
    NEW_YEAR,
    LABOUR_DAY,
    rule('victoryDay', on(5, 8), '8 mai', 'Victory Day'),
    rule('nationalDay', on(7, 14), '14 juillet', 'Bastille Day'),
    ASSUMPTION,
    ALL_SAINTS,
    ARMISTICE,
    CHRISTMAS,
    EASTER_MONDAY,
    ASCENSION,
    WHIT_MONDAY,
  ],
  zones: {
    'alsace-moselle': [GOOD_FRIDAY, SECOND_CHRISTMAS],
    guadeloupe: [abolition(5, 27)],
    guyane: [abolition(6, 10)],
    'la-reunion': [abolition(12, 20)],
    martinique: [abolition(5, 22)],
    mayotte: [abolition(4, 27)],
    'nouvelle-caledonie': [],
    'polynesie-francaise': [],
    'saint-barthelemy': [abolition(10, 9)],
    'saint-martin': [
      { ...abolition(5, 27), until: 2017 },
      { ...abolition(5, 28), since: 2018 },
    ],
    'saint-pierre-et-miquelon': [],
    'wallis-et-futuna': [],
  },
}

const nationalOnly = (...national: HolidayRule[]): CountryRules => ({ national, zones: {} })

/** The countries whose holidays are known, by ISO 3166-1 code. */
export const HOLIDAY_RULES: Readonly<Record<string, CountryRules>> = {
  FR: FRANCE,
  BE: nationalOnly(
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    rule('nationalDay', on(7, 21), 'Fête nationale', 'National Day'),
    ASSUMPTION,
    ALL_SAINTS,
    ARMISTICE,
    CHRISTMAS,
  ),
  DE: nationalOnly(
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR_DAY,
    ASCENSION,
    WHIT_MONDAY,
    rule('unityDay', on(10, 3), 'Jour de l’Unité', 'German Unity Day'),
    CHRISTMAS,
    SECOND_CHRISTMAS,
  ),
  ES: nationalOnly(
    NEW_YEAR,
    EPIPHANY,
    GOOD_FRIDAY,
    LABOUR_DAY,
    ASSUMPTION,
    rule('nationalDay', on(10, 12), 'Fête nationale', 'National Day'),
    ALL_SAINTS,
    rule('constitutionDay', on(12, 6), 'Jour de la Constitution', 'Constitution Day'),
    IMMACULATE,
    CHRISTMAS,
  ),
  IT: nationalOnly(
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    rule('liberationDay', on(4, 25), 'Jour de la Libération', 'Liberation Day'),
    LABOUR_DAY,
    rule('republicDay', on(6, 2), 'Fête de la République', 'Republic Day'),
    ASSUMPTION,
    { ...rule('saintFrancis', on(10, 4), 'Saint François', 'Saint Francis'), since: 2026 },
    ALL_SAINTS,
    IMMACULATE,
    CHRISTMAS,
    SECOND_CHRISTMAS,
  ),
  LU: nationalOnly(
    NEW_YEAR,
    EASTER_MONDAY,
    LABOUR_DAY,
    { ...rule('europeDay', on(5, 9), 'Journée de l’Europe', 'Europe Day'), since: 2019 },
    ASCENSION,
    WHIT_MONDAY,
    rule('nationalDay', on(6, 23), 'Fête nationale', 'National Day'),
    ASSUMPTION,
    ALL_SAINTS,
    CHRISTMAS,
    SECOND_CHRISTMAS,
  ),
}
