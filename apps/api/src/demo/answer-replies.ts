import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@levee/db'
import { type Address, languageOf, quoteMessage, replySubject, threadHeaders } from '@levee/domain'
import { type CaughtMessage, composeMessage, type ParsedMessage } from '@levee/mail'
import type { Deps } from '../deps.ts'
import { receiveOne } from '../features/intake/receive-message.ts'
import { TIME_ZONE } from './town-hall.ts'

const THINKING = 8_000 // ms: long enough to watch the reply leave, short enough to wait for

const ANSWERS = {
  fr: [
    'Bonjour,\n\nMerci pour votre réponse rapide. C’est noté, je vous tiens au courant dès que j’ai du nouveau.\n\nBien cordialement,',
    'Bonjour,\n\nMerci beaucoup, c’est exactement ce que je cherchais à savoir.\n\nBonne journée,',
    'Bonjour,\n\nBien reçu. Une dernière question : à partir de quelle date est-ce possible ?\n\nCordialement,',
  ],
  en: [
    'Hello,\n\nThank you for the quick answer. I shall let you know as soon as I have news.\n\nKind regards,',
    'Good morning,\n\nMany thanks, that is just what I needed to know.\n\nBest wishes,',
    'Hello,\n\nUnderstood, thank you. One last question: from which date would that be possible?\n\nBest regards,',
  ],
}

/** The people of the demonstration answer what is written to them, through the real intake. */
export function createAnswering({ deps, signal }: { deps: Deps; signal: AbortSignal }): {
  answer(caught: CaughtMessage): Promise<void>
} {
  let answered = 0
  return {
    async answer({ to: [first], from, raw }) {
      const [read] = await deps.reader.read([Uint8Array.from(raw)])
      const mailbox = await deps.db.row<{ id: string }>(
        sql`select id from mailbox where address = ${from}`,
      )
      const who = read?.ok && read.message.to.find(({ address }) => address === first)
      if (!who || !mailbox) return
      await sleep(THINKING, undefined, { signal })
      const mail = await written(read.message, { who, mailbox: from, turn: answered++ }, deps.now())
      await receiveOne(deps, mailbox.id, mail)
    },
  }
}

function written(
  reply: ParsedMessage,
  { who, mailbox, turn }: { who: Address; mailbox: string; turn: number },
  now: Date,
): Promise<Buffer> {
  const language = languageOf(reply.text, 'fr')
  const words = ANSWERS[language][turn % ANSWERS[language].length] ?? ''
  const from = reply.from ?? { name: '', address: mailbox }
  const original = { from, date: reply.date ?? now, text: reply.text }
  const { inReplyTo, references } = threadHeaders(reply)
  return composeMessage({
    from: who,
    to: [{ name: '', address: mailbox }],
    subject: replySubject(reply.subject),
    text: `${words}\n${who.name}\n\n${quoteMessage(original, language, TIME_ZONE)}\n`,
    attachments: [],
    internetMessageId: `${randomUUID()}@${who.address.slice(who.address.lastIndexOf('@') + 1)}`,
    ...(inReplyTo && { inReplyTo }),
    references,
    date: now,
  })
}
