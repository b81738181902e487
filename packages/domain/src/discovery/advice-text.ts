import type { Language } from '../trust/difference-text.ts'
import { ENGLISH } from './advice-text.en.ts'
import { FRENCH } from './advice-text.fr.ts'
import type { Advice, AdviceCode, AdviceDetails } from './discovery.ts'

export type AdviceTexts = Record<AdviceCode, (details: AdviceDetails) => string>

const TEXTS: Record<Language, AdviceTexts> = { fr: FRENCH, en: ENGLISH }

/** A reason in a sentence. */
export function adviceText({ code, details }: Advice, language: Language): string {
  return TEXTS[language][code](details)
}
