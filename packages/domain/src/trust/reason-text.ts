import { differenceText, type Language } from './difference-text.ts'
import { FRENCH } from './reason-text.fr.ts'
import { ENGLISH } from './reason-text.en.ts'
import type { TrustReason, TrustReasonCode } from './trust.ts'

export type { Language } from './difference-text.ts'

/** What a person reads: what is odd, and why it matters or what was seen. */
export type ReasonText = { title: string; text: string }

/** What the sentences of a reason are made of. */
export type ReasonPieces = {
  evidence: string
  details: Readonly<Record<string, string>>
  /** In words, how a name differs from the one that it imitates. */
  difference: string
  /** The year of an instant in the details. */
  since: string
}

export type ReasonTexts = Record<TrustReasonCode, (pieces: ReasonPieces) => ReasonText>

const TEXTS: Record<Language, ReasonTexts> = { fr: FRENCH, en: ENGLISH }

/** A reason in words. */
export function reasonText(reason: TrustReason, language: Language): ReasonText {
  const { code, evidence, details } = reason
  const { usual, found, kind } = details
  const isSpelled = usual && found && (kind === 'confusable' || kind === 'typo')
  return TEXTS[language][code]({
    evidence,
    details,
    difference: isSpelled ? differenceText(usual, found, language) : '',
    since: details['since']?.slice(0, 4) ?? '',
  })
}
