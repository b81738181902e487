import type { Notification } from '@levee/contract'
import { REPLY_TITLES } from '../replies/access.ts'

/** What is told, as far as a screen that others may see is to say it. */
export type ToldKind = Pick<Notification, 'kind' | 'topic'>

type Words = Record<
  Exclude<Notification['kind'], 'followed'> | NonNullable<ToldKind['topic']>,
  string
>

const WORDS: Record<'fr' | 'en', Words> = {
  fr: {
    deadlineNear: 'Échéance proche',
    deadlinePassed: 'Échéance dépassée',
    ...REPLY_TITLES.fr,
    rule: 'Une règle vous avertit',
    mention: 'Une note vous mentionne',
    assigned: 'Un courrier vous est affecté',
    acknowledgementsStopped: 'Les accusés de réception sont suspendus',
    message: 'Nouveau message d’un correspondant',
    note: 'Nouvelle note interne',
    reply: 'Réponse envoyée, ou non remise',
    status: 'Un courrier a changé d’état',
  },
  en: {
    deadlineNear: 'Deadline near',
    deadlinePassed: 'Deadline passed',
    ...REPLY_TITLES.en,
    rule: 'A rule tells you',
    mention: 'A note mentions you',
    assigned: 'Mail assigned to you',
    acknowledgementsStopped: 'Acknowledgements are stopped',
    message: 'New message from a correspondent',
    note: 'New internal note',
    reply: 'Reply sent, or not delivered',
    status: 'A mail changed its status',
  },
}

/** What stands on the screen of a browser: what happened, and to which mail. */
export type ShownNotice = { title: string; body: string }

/** The words for it: the number of the mail, which says nothing to others, and its subject only where that is wanted. */
export function noticeWords(
  { kind, topic, reference, subject }: ToldKind & { reference: string | null; subject: string },
  { locale, showsSubject }: { locale: 'fr' | 'en'; showsSubject: boolean },
): ShownNotice {
  const what = kind === 'followed' ? (topic ?? 'status') : kind
  const parts = [reference, showsSubject ? subject : null]
  return { title: WORDS[locale][what], body: parts.filter(Boolean).join(' · ') }
}
