import { i18n } from '@lingui/core'
import type { Locale } from '@levee/contract'
import { loadPart } from './load-part.ts'

const catalogs = {
  en: () => import('./locales/en.po'),
  fr: () => import('./locales/fr.po'),
}
/** The texts of set-up, settings and explained dates, which most people never see. */
const administration = {
  en: () => import('./locales/administration/en.po'),
  fr: () => import('./locales/administration/fr.po'),
}
const regions = { en: 'en-GB', fr: 'fr-FR' } // how dates and numbers are written

const remembered = 'levee.locale'

/** What is to be shown, which may be on its way. */
const wanted: { locale: Locale; administration: boolean } = { locale: 'en', administration: false }
let hasAdministration = false

/** Loads and shows a language, and remembers it for the pages before sign-in. */
export async function showLocale(locale: Locale): Promise<void> {
  if (i18n.locale === locale && wanted.locale === locale) return
  wanted.locale = locale
  await showWanted()
}

/** Loads the texts of set-up and settings, which from then on are there in every language shown. */
export async function loadAdministrationTexts(): Promise<void> {
  wanted.administration = true
  if (!hasAdministration) await showWanted()
}

async function showWanted(): Promise<void> {
  const { locale, administration: isAdministering } = wanted
  const [first, more] = await Promise.all([
    loadPart(catalogs[locale]),
    isAdministering ? loadPart(administration[locale]) : undefined,
  ])
  // something else is wanted by now, and on its way
  if (locale !== wanted.locale || isAdministering !== wanted.administration) return showWanted()
  const messages = { ...first.messages, ...more?.messages }
  i18n.loadAndActivate({ locale, messages, locales: [regions[locale]] })
  hasAdministration = isAdministering
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
