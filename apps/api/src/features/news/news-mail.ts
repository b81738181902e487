/** A line of what somebody was told. */
export type Told = {
  kind: 'mention' | 'assigned' | 'followed'
  topic: 'message' | 'note' | 'reply' | 'status' | null
  reference: string | null
  subject: string
  /** Who did it; null: somebody outside, or Levee. */
  actor: string | null
  note: string | null
  mailboxIds: string[]
}

const WORDS = {
  fr: {
    title: (n: number) => (n === 1 ? '1 nouvelle dans Levee' : `${n} nouvelles dans Levee`),
    mention: (actor: string) => `${actor} vous mentionne dans une note`,
    assigned: 'Ce courrier vous est affecté',
    message: 'Nouveau message du correspondant',
    note: 'Nouvelle note interne',
    reply: 'Réponse envoyée, ou non remise',
    status: 'Le courrier a changé d’état',
    somebody: 'Quelqu’un',
  },
  en: {
    title: (n: number) => (n === 1 ? '1 piece of news in Levee' : `${n} pieces of news in Levee`),
    mention: (actor: string) => `${actor} mentions you in a note`,
    assigned: 'This mail is assigned to you',
    message: 'New message from the correspondent',
    note: 'New internal note',
    reply: 'Reply sent, or not delivered',
    status: 'The mail changed its status',
    somebody: 'Somebody',
  },
}

/** One mail with all that somebody was told and did not read. */
export function newsMail(
  told: readonly Told[],
  { locale, organisation }: { locale: 'fr' | 'en'; organisation: string },
): { subject: string; text: string } {
  const words = WORDS[locale]
  const blocks = told.map(({ kind, topic, reference, subject, actor, note }) => {
    const what =
      kind === 'mention'
        ? words.mention(actor ?? words.somebody)
        : words[kind === 'followed' && topic ? topic : 'assigned']
    const name = [reference, subject].filter(Boolean).join(' · ')
    const who = kind !== 'mention' && actor !== null ? ` (${actor})` : ''
    return [name, `${what}${who}`, ...(note ? [`> ${note.replaceAll('\n', '\n> ')}`] : [])].join(
      '\n',
    )
  })
  return {
    subject: words.title(told.length),
    text: `${blocks.join('\n\n')}\n\n${organisation} · Levee\n`,
  }
}
