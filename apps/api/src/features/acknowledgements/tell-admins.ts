import { sql, type Tx } from '@levee/db'
import { conversationPath } from '../../conversation-path.ts'
import type { Deps } from '../../deps.ts'
import { announceAll } from '../../http/events.ts'
import { queueNotice } from '../deadlines/service.ts'

type Stop = { conversationId: string; sentLately: number; at: Date }
type Told = {
  notificationId: string
  userId: string
  address: string
  locale: 'fr' | 'en'
  mailboxIds: string[]
  organisation: string
}

/** Tells every admin that automatic answers stopped, at which conversation, in the application and by mail. */
export async function tellAdmins(
  tx: Tx,
  deps: Pick<Deps, 'jobs'>,
  { conversationId, sentLately, at }: Stop,
): Promise<void> {
  const told = await tx.rows<Told>(sql`
    with told as (
      insert into notification (user_id, conversation_id, kind, at)
      select id, ${conversationId}, 'acknowledgementsStopped', ${at}::timestamptz from app_user
      where role = 'admin' and disabled_at is null returning id, user_id)
    select t.id as "notificationId", u.id as "userId", u.email as address, u.locale, c.mailbox_ids as "mailboxIds", i.organisation
    from told t join app_user u on u.id = t.user_id
      join conversation c on c.id = ${conversationId} cross join installation i`)
  const path = conversationPath(conversationId, null)
  for (const { locale, organisation, notificationId, ...to } of told) {
    const mail = words(locale, sentLately, organisation)
    const notificationIds = [notificationId]
    await queueNotice(tx, deps, { ...to, ...mail, path, notificationIds, now: at })
  }
  await announceAll(
    tx,
    told.map(({ userId }) => ({ type: 'notification', userId })),
  )
}

function words(
  locale: 'fr' | 'en',
  sent: number,
  organisation: string,
): { subject: string; text: string } {
  const [subject, text] =
    locale === 'fr'
      ? [
          'Les accusés de réception sont suspendus',
          `Levee a envoyé ${sent} réponses automatiques en dix minutes et n’en envoie plus : deux machines se répondent peut-être. Celles qui suivent sont retenues. Reprenez l’envoi dans Réglages › Modèles.`,
        ]
      : [
          'Acknowledgements are stopped',
          `Levee sent ${sent} automatic answers within ten minutes and sends no more: two machines may be answering each other. Those that follow are held. Resume sending in Settings › Templates.`,
        ]
  return { subject, text: `${text}\n\n${organisation} · Levee\n` }
}
