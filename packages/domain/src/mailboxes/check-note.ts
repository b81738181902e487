/** What a check found of a mail server or of the domain of an address, besides whether it works. */
export type CheckTopic =
  | 'arrival'
  | 'resuming'
  | 'moving'
  | 'roles'
  | 'quota'
  | 'connections'
  | 'spf'
  | 'dkim'
  | 'dmarc'

export type CheckCode =
  | 'announces'
  | 'mustBeAsked'
  | 'isPolled'
  | 'resumesFast'
  | 'resumesSlowly'
  | 'moves'
  | 'copies'
  | 'namesRoles'
  | 'guessesRoles'
  | 'hasRoom'
  | 'isNearlyFull'
  | 'isUnlimited'
  | 'hidesRoom'
  | 'limitsConnections'
  | 'hidesConnections'
  | 'spfStrict'
  | 'spfSoft'
  | 'spfElsewhere'
  | 'spfMissing'
  | 'spfSeveral'
  | 'spfForAll'
  | 'spfOpen'
  | 'dkimKey'
  | 'dkimShort'
  | 'dkimNotChecked'
  | 'dmarcEnforced'
  | 'dmarcObserves'
  | 'dmarcMissing'
  | 'dmarcBroken'
  | 'notAnswered'

/** `details` are what its sentences name. */
export type CheckNote = {
  topic: CheckTopic
  code: CheckCode
  tone: 'good' | 'info' | 'warn'
  details: Record<string, string>
}

/** What a note says, and what to do about it where something can be done. */
export type CheckText = { title: string; message: string; fix?: string }

/** A note, made short. */
export function note(
  topic: CheckTopic,
  code: CheckCode,
  { tone, ...details }: { tone: CheckNote['tone'] } & Record<string, string>,
): CheckNote {
  return { topic, code, tone, details }
}
