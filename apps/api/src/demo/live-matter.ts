import { randomUUID } from 'node:crypto'
import { sql } from '@levee/db'
import { languageOf, quoteMessage, replySubject, threadHeaders } from '@levee/domain'
import { composeMessage } from '@levee/mail'
import type { ConversationPatch } from '@levee/contract'
import type { Deps } from '../deps.ts'
import { changeConversation } from '../features/conversations/service.ts'
import { receiveOne } from '../features/intake/receive-message.ts'
import { addNote } from '../features/notes/service.ts'
import { addReply, sendReply } from '../features/replies/service.ts'
import { madeFile } from './demo-file.ts'
import { dueAt } from './demo-time.ts'
import type { TownHall } from './found-town-hall.ts'
import type { Change, MailStep, Matter, ReplyStep, Step } from './matter.ts'
import { TIME_ZONE } from './town-hall.ts'

/** The last mail of a matter, which the next one answers. */
type LastMail = {
  internetMessageId: string | null
  inReplyTo: string[]
  references: string[]
  fromName: string
  fromAddress: string
  date: Date
  text: string
}

/** One matter as it is lived through: its steps happen through the services, at the time of `deps`. */
export type LiveMatter = { take(deps: Deps, step: Step): Promise<void> }

/** @param today what due dates are counted from. */
export function liveMatter(townHall: TownHall, matter: Matter, today: Date): LiveMatter {
  let conversationId: string | undefined
  const conversation = async (deps: Deps) => {
    const row = await deps.db.row<{ id: string; revision: number }>(sql`
      select id, revision from conversation where id = ${conversationId}`)
    if (!row) throw new Error(`"${matter.subject}" begins with something else than a mail.`)
    return row
  }
  return {
    async take(deps, step) {
      if ('mail' in step) {
        const last = conversationId && (await lastMail(deps, conversationId))
        const raw = await written(deps, townHall, { matter, step, last: last || undefined })
        for (const box of [matter.mailbox, matter.alsoTo]) {
          if (!box) continue
          const copy = Buffer.from(raw) // reading takes the bytes away
          const stored = await receiveOne(deps, townHall.mailboxes[box].id, copy)
          conversationId = stored.conversationId
        }
        return
      }
      const { id, revision } = await conversation(deps)
      const viewer = townHall.viewers[step.by]
      if ('note' in step) await addNote(deps, viewer, { id, input: { text: step.note } })
      else if ('set' in step)
        await changeConversation(deps, viewer, {
          id,
          revision,
          patch: patchOf(townHall, step.set, today),
        })
      else await reply(deps, townHall, { id, revision, step })
    },
  }
}

async function written(
  { now }: Deps,
  { mailboxes }: TownHall,
  { matter, step, last }: { matter: Matter; step: MailStep; last?: LastMail | undefined },
): Promise<Buffer> {
  const from = step.from ?? matter.from
  const thread = last ? threadHeaders(last) : { inReplyTo: undefined, references: [] }
  const host = from.address.slice(from.address.lastIndexOf('@') + 1)
  const to = [matter.mailbox, ...(matter.alsoTo ? [matter.alsoTo] : [])]
  return composeMessage({
    from,
    to: to.map((box) => ({ name: '', address: mailboxes[box].address })),
    cc: matter.cc ?? [],
    subject: step.subject ?? (last ? replySubject(matter.subject) : matter.subject),
    text: last ? `${step.mail}\n\n${quoted(last)}\n` : `${step.mail}\n`,
    ...(step.html !== undefined && { html: step.html }),
    attachments: (step.files ?? []).map(madeFile),
    internetMessageId: `${randomUUID()}@${host}`,
    ...(thread.inReplyTo && { inReplyTo: thread.inReplyTo }),
    references: thread.references,
    date: now(),
    ...(step.automatic && { autoSubmitted: 'auto-replied' }),
  })
}

async function reply(
  deps: Deps,
  { viewers }: TownHall,
  { id, revision, step }: { id: string; revision: number; step: ReplyStep },
): Promise<void> {
  const last = await lastMail(deps, id)
  const { messageId } = await addReply(deps, viewers[step.by], id, {
    revision,
    text: `${step.reply}\n\n${last ? quoted(last) : ''}\n`,
    ...(step.status && { setStatus: step.status }),
  })
  await sendReply(deps, { messageId })
}

function quoted({ fromName, fromAddress, date, text }: LastMail): string {
  const from = { name: fromName, address: fromAddress }
  return quoteMessage({ from, date, text }, languageOf(text, 'fr'), TIME_ZONE)
}

async function lastMail({ db }: Deps, conversationId: string): Promise<LastMail | undefined> {
  return db.row<LastMail>(sql`
    select internet_message_id as "internetMessageId", in_reply_to as "inReplyTo",
      reference_ids as "references", from_name as "fromName", from_address as "fromAddress",
      received_at as date, text
    from message where conversation_id = ${conversationId} and automatic = 'no'
    order by received_at desc, id desc limit 1`)
}

function patchOf(
  { viewers, teams, tags }: TownHall,
  { assignee, team, tags: tagKeys, status, priority, dueIn }: Change,
  today: Date,
): ConversationPatch {
  return {
    ...(assignee && { assigneeId: viewers[assignee].id }),
    ...(team && { teamId: teams[team] }),
    ...(tagKeys && { tagIds: tagKeys.map((key) => tags[key]) }),
    ...(status && { status }),
    ...(priority && { priority }),
    ...(dueIn !== undefined && { dueAt: dueAt(dueIn, today).toISOString() }),
  }
}
