import { i18n } from '@lingui/core'
import type { Locale } from '@levee/contract'
import { loadPart } from './load-part.ts'

const catalogs = {
  en: () => import('./locales/en.po'),
  fr: () => import('./locales/fr.po'),
}
/** The texts that most people never see, and those that nobody sees at first. */
const parts = {
  administration: {
    en: () => import('./locales/administration/en.po'),
    fr: () => import('./locales/administration/fr.po'),
  },
  writing: {
    en: () => import('./locales/writing/en.po'),
    fr: () => import('./locales/writing/fr.po'),
  },
  reading: {
    en: () => import('./locales/reading/en.po'),
    fr: () => import('./locales/reading/fr.po'),
  },
}
type PartOfTexts = keyof typeof parts

const regions = { en: 'en-GB', fr: 'fr-FR' } // how dates and numbers are written

const remembered = 'levee.locale'

/** What is to be shown, which may be on its way. */
const wanted: { locale: Locale; parts: Set<PartOfTexts> } = { locale: 'en', parts: new Set() }
let shownParts: ReadonlySet<PartOfTexts> = new Set()

/** Loads and shows a language, and remembers it for the pages before sign-in. */
export async function showLocale(locale: Locale): Promise<void> {
  if (i18n.locale === locale && wanted.locale === locale) return
  wanted.locale = locale
  await showWanted()
}

/** Loads a part of the texts, which from then on is there in every language shown. */
async function loadTexts(part: PartOfTexts): Promise<void> {
  wanted.parts.add(part)
  if (!shownParts.has(part)) await showWanted()
}

/** Loads the texts of set-up and settings. */
export function loadAdministrationTexts(): Promise<void> {
  return loadTexts('administration')
}

/** Loads something with the texts of writing. */
export function loadWriting<Part>(load: () => Promise<Part>): Promise<Part> {
  return loadWithTexts('writing', load)
}

/** Loads something with the texts of an open mail. */
export function loadReading<Part>(load: () => Promise<Part>): Promise<Part> {
  return loadWithTexts('reading', load)
}

/** Fetches the texts of an open mail before anybody opens one. */
export function fetchReadingTexts(): Promise<unknown> {
  return parts.reading[wanted.locale]()
}

async function loadWithTexts<Part>(texts: PartOfTexts, load: () => Promise<Part>): Promise<Part> {
  const [part] = await Promise.all([loadPart(load), loadTexts(texts)])
  return part
}

async function showWanted(): Promise<void> {
  const { locale } = wanted
  const asked = [...wanted.parts]
  const loaded = await Promise.all([
    loadPart(catalogs[locale]),
    ...asked.map((part) => loadPart(parts[part][locale])),
  ])
  // something else is wanted by now, and on its way
  if (locale !== wanted.locale || asked.length !== wanted.parts.size) return showWanted()
  const messages = Object.assign({}, ...loaded.map((each) => each.messages))
  i18n.loadAndActivate({ locale, messages, locales: [regions[locale]] })
  shownParts = new Set(asked)
  document.documentElement.lang = locale
  localStorage.setItem(remembered, locale)
}

/** The language to show before anybody is signed in. */
export function firstLocale(): Locale {
  const wanted = localStorage.getItem(remembered) ?? navigator.language
  return wanted.startsWith('fr') ? 'fr' : 'en'
}

/** The locale for `Intl`: the language shown, with its region. */
export function intlLocale(): string {
  return i18n.locale === 'fr' ? regions.fr : regions.en
}
