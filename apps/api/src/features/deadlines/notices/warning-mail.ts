import type { DeadlineKind } from '@levee/domain'

type Warned = {
  reference: string | null
  subject: string
  timeZone: string
  organisation: string
  kind: DeadlineKind
  dueAt: Date
  isPast: boolean
  locale: 'fr' | 'en'
  /** Who is away and would have been told. */
  absentee: string | undefined
}

const KINDS: Record<'fr' | 'en', Record<DeadlineKind, string>> = {
  fr: {
    acknowledge: 'accusé de réception',
    firstReply: 'première réponse',
    nextReply: 'réponse suivante',
    resolution: 'traitement',
    opinion: 'avis',
    statutory: 'délai légal',
  },
  en: {
    acknowledge: 'acknowledgement',
    firstReply: 'first reply',
    nextReply: 'next reply',
    resolution: 'resolution',
    opinion: 'opinion',
    statutory: 'statutory time limit',
  },
}

/** What a warning of a deadline says by mail. */
export function warningMail(warned: Warned): { subject: string; text: string } {
  const { reference, subject, organisation, kind, isPast, locale, absentee } = warned
  const name = [reference, subject].filter(Boolean).join(' · ')
  const date = instantText(warned.dueAt, warned)
  const what = KINDS[locale][kind]
  if (locale === 'fr') {
    const title = isPast ? `Échéance dépassée : ${name}` : `Échéance proche : ${name}`
    const was = isPast ? 'était attendu au plus tard le' : 'est attendu au plus tard le'
    return {
      subject: title,
      text: `${name}\n\nÉchéance (${what}) : ce courrier ${was} ${date}.\n${absentee === undefined ? '' : `Vous remplacez ${absentee}, qui est absent(e).\n`}\n${organisation} · Levee\n`,
    }
  }
  const title = isPast ? `Deadline passed: ${name}` : `Deadline near: ${name}`
  const was = isPast ? 'was due by' : 'is due by'
  return {
    subject: title,
    text: `${name}\n\nDeadline (${what}): this mail ${was} ${date}.\n${absentee === undefined ? '' : `You stand in for ${absentee}, who is away.\n`}\n${organisation} · Levee\n`,
  }
}

/** What a person's digest of the day says; undefined when there is nothing to say. */
export function digestMail(
  items: readonly { reference: string | null; subject: string; dueAt: Date }[],
  {
    now,
    timeZone,
    organisation,
    locale,
  }: { now: Date; timeZone: string; organisation: string; locale: 'fr' | 'en' },
): { subject: string; text: string } | undefined {
  if (items.length === 0) return undefined
  const late = items.filter(({ dueAt }) => dueAt < now).length
  const lines = items.map(({ reference, subject, dueAt }) =>
    [instantText(dueAt, { timeZone, locale }), reference, subject].filter(Boolean).join(' · '),
  )
  const subject =
    locale === 'fr'
      ? `Vos échéances : ${late} dépassée(s), ${items.length - late} proche(s)`
      : `Your deadlines: ${late} overdue, ${items.length - late} near`
  return { subject, text: `${lines.join('\n')}\n\n${organisation} · Levee\n` }
}

function instantText(
  instant: Date,
  { locale, timeZone }: Pick<Warned, 'locale' | 'timeZone'>,
): string {
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone } as const
  return new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', format).format(instant)
}

/** What a kind of deadline is called. */
export function kindName(kind: DeadlineKind, locale: 'fr' | 'en'): string {
  return KINDS[locale][kind]
}
