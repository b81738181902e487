/** What somebody is told of a reply. */
export type ReplyNews =
  | 'sendFailed'
  | 'bounced'
  | 'sendCancelled'
  | 'approvalAsked'
  | 'replyApproved'
  | 'replyReturned'

/** What a notice of each begins with, by mail and on the screen of a browser alike. */
export const REPLY_TITLES: Record<'fr' | 'en', Record<ReplyNews, string>> = {
  fr: {
    sendFailed: 'Réponse non envoyée',
    bounced: 'Réponse non remise',
    sendCancelled: 'Envoi programmé annulé',
    approvalAsked: 'Réponse à approuver',
    replyApproved: 'Réponse approuvée',
    replyReturned: 'Réponse renvoyée à son auteur',
  },
  en: {
    sendFailed: 'Reply not sent',
    bounced: 'Reply not delivered',
    sendCancelled: 'Scheduled reply cancelled',
    approvalAsked: 'Reply to approve',
    replyApproved: 'Reply approved',
    replyReturned: 'Reply returned to you',
  },
}
