import { i18n } from '@lingui/core'
import type { Locale } from '@levee/contract'
import { loadPart } from './load-part.ts'

const catalogs = {
  en: () => import('./locales/en.po'),
  fr: () => import('./locales/fr.po'),
}
const regions = { en: 'en-GB', fr: 'fr-FR' } // how dates and numbers are written

const remembered = 'levee.locale'

/** Loads and shows a language, and remembers it for the pages before sign-in. */
export async function showLocale(locale: Locale): Promise<void> {
  if (i18n.locale === locale) return
  const { messages } = await loadPart(catalogs[locale])
  i18n.loadAndActivate({ locale, messages, locales: [regions[locale]] })
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
