import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'

let french: typeof import('./refusals-in-french.ts') | undefined

/** Of these the page says something of its own. */
const OWN_WORDS: ReadonlySet<number> = new Set([401, 403, 404])

/** Fetches the words for a refusal with this status before it is shown; a page that nothing is refused has none. */
export async function fetchRefusalWords(status: number): Promise<void> {
  if (i18n.locale !== 'fr' || french || status >= 500 || OWN_WORDS.has(status)) return
  french = await import('./refusals-in-french.ts').catch(() => undefined)
}

/** What the server says of a refusal, in the language shown. */
export function refusalInWords(sentence: string): string {
  if (i18n.locale !== 'fr') return sentence
  return (
    french?.refusalInFrench(sentence) ??
    t`This is not accepted, or not any more. Look at what you entered, then try again.`
  )
}
