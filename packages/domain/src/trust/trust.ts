/** What a badge beside the sender says. */
export type TrustLevel = 'verified' | 'unknown' | 'first' | 'danger'

/** Why a sender is trusted or not; stable, crosses HTTP. */
export type TrustReasonCode =
  | 'lookalikeDomain'
  | 'mixedScriptDomain'
  | 'punycodeDomain'
  | 'colleagueName'
  | 'knownName'
  | 'nameShowsAddress'
  | 'ownDomainUnverified'
  | 'dmarcFail'
  | 'notAuthenticated'
  | 'severalAuthors'
  | 'malformedFrom'
  | 'encodedAddress'
  | 'bidiInName'
  | 'controlInName'
  | 'noAddress'
  | 'impossibleAddress'
  | 'addressLiteral'
  | 'replyToElsewhere'
  | 'severalReplyTo'
  | 'replyToOurselves'
  | 'linkElsewhere'
  | 'lookalikeLink'
  | 'dangerousFile'
  | 'macroFile'
  | 'encryptedArchive'
  | 'firstMessage'
  | 'verified'
  | 'declaredLegitimate'

/**
 * One reason. `strong`: seldom without bad intent; two of them make danger. `evidence` is what it was
 * seen in; `details` what else its sentence names.
 */
export type TrustReason = {
  code: TrustReasonCode
  strength: 'strong' | 'weak'
  evidence: string
  details: Readonly<Record<string, string>>
}

/** The judgement of a sender, with its reasons, the strongest first. */
export type Trust = { level: TrustLevel; reasons: TrustReason[] }

/** A reason that seldom has an innocent cause. */
export function strong(
  code: TrustReasonCode,
  evidence: string,
  details: Record<string, string> = {},
): TrustReason {
  return { code, strength: 'strong', evidence, details }
}

/** A reason that only counts beside others. */
export function weak(
  code: TrustReasonCode,
  evidence: string,
  details: Record<string, string> = {},
): TrustReason {
  return { code, strength: 'weak', evidence, details }
}
