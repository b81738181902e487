import { REPLY_TITLES, type ReplyNews } from './reply-titles.ts'

type News = {
  kind: ReplyNews
  locale: 'fr' | 'en'
  reference: string | null
  subject: string
  organisation: string
  reason?: string | undefined
}

const TEXTS: Record<'fr' | 'en', Record<ReplyNews, string>> = {
  fr: {
    sendFailed: 'Votre réponse n’est pas partie. Le courrier est de nouveau à traiter.',
    bounced: 'Votre réponse n’est pas arrivée. Le courrier est de nouveau à traiter.',
    sendCancelled: 'Le correspondant a écrit avant que votre réponse ne parte : elle est annulée.',
    approvalAsked: 'Cette réponse attend d’être relue par une deuxième personne.',
    replyApproved: 'Votre réponse a été approuvée ; elle part à l’heure prévue.',
    replyReturned:
      'Votre réponse n’a pas été approuvée : elle est de nouveau à l’état de brouillon.',
  },
  en: {
    sendFailed: 'Your reply did not leave. The mail is open again.',
    bounced: 'Your reply did not arrive. The mail is open again.',
    sendCancelled: 'They wrote before your reply left: it was cancelled.',
    approvalAsked: 'This reply waits for a second person to read it.',
    replyApproved: 'Your reply was approved; it leaves at its time.',
    replyReturned: 'Your reply was not approved: it is a draft again.',
  },
}

/** The same by mail. */
export function replyMail(news: News): { subject: string; text: string } {
  const { kind, locale, reference, subject, organisation, reason } = news
  const name = [reference, subject].filter(Boolean).join(' · ')
  const colon = locale === 'fr' ? ' : ' : ': '
  const said = reason === undefined ? '' : `\n\n${reason}`
  return {
    subject: `${REPLY_TITLES[locale][kind]}${colon}${name}`,
    text: `${name}\n\n${TEXTS[locale][kind]}${said}\n\n${organisation} · Levee\n`,
  }
}
