import { setTimeout as sleep } from 'node:timers/promises'
import { presenceBeat } from '@levee/contract'
import type { Answer, Browser } from './browser.ts'
import type { Colleague, Inbox } from './inbox.ts'
import type { Accepted } from './record.ts'

export type Work = {
  inbox: Inbox
  me: Colleague
  browser: Browser
  until: number
  accepted: Accepted
  /** Told before each change, so that somebody can watch it come. */
  watch: (id: string, revision: number, sentAt: number) => void
}

type Mail = { id: string; revision: number; tagIds: string[]; priority: string }

const THINKS = { least: 600, most: 2_400 } // ms between two actions: a quick hand
const PAGE = 50

/** Triages until the time is up: looks at the list, opens a mail, does something with it, says where they are. */
export async function triage(work: Work): Promise<void> {
  const { browser } = work
  let list: string[] = []
  for (let round = 0; performance.now() < work.until; round++) {
    await sleep(THINKS.least + Math.random() * (THINKS.most - THINKS.least))
    if (round % 5 === 0) list = await look(work)
    const id = list[Math.floor(Math.random() * list.length)]
    if (id === undefined) continue
    const opened = await browser.send('GET', `/conversations/${id}`)
    if (opened.status !== 200) continue
    await be(work, id, Math.random() < 0.2 ? 'writing' : 'viewing')
    await act(work, mailOf(opened))
  }
}

/** Says where one is again, as browsers do, until the time is up. */
export async function beat(work: Work): Promise<void> {
  while (performance.now() < work.until) {
    await sleep(presenceBeat * 1_000)
    const at = work.accepted.places.get(work.me.id)
    if (at) await be(work, at.conversationId, at.state)
  }
}

/** Where one was last. */
async function be(work: Work, id: string, state: 'viewing' | 'writing'): Promise<void> {
  const { browser, me, accepted } = work
  const { status } = await browser.send('POST', `/conversations/${id}/presence`, {
    state,
    tab: me.id,
  })
  if (status === 204) accepted.places.set(me.id, { conversationId: id, state })
}

/** The first pages of a view, in which colleagues meet. */
async function look({ browser }: Work): Promise<string[]> {
  const view = Math.random() < 0.7 ? 'unassigned' : 'open'
  const answer = await browser.send('GET', `/conversations?view=${view}&limit=${PAGE}`)
  await browser.send('GET', '/counts')
  const { items } = Object(answer.body)
  return Array.isArray(items) ? items.map((item) => String(item.id)) : []
}

async function act(work: Work, mail: Mail): Promise<void> {
  const dice = Math.random()
  if (dice < 0.15) return note(work, mail)
  if (dice < 0.22) return reply(work, mail)
  const answer = await change(work, mail, patchOf(work, mail, dice))
  if (answer.status !== 409) return
  work.accepted.conflicts++
  const again = mailOf(await work.browser.send('GET', `/conversations/${mail.id}`))
  await change(work, again, patchOf(work, again, dice))
}

function patchOf({ inbox, me }: Work, { tagIds, priority }: Mail, dice: number): object {
  if (dice < 0.65) {
    const other = inbox.colleagues[Math.floor(Math.random() * inbox.colleagues.length)]
    return { assigneeId: Math.random() < 0.5 ? me.id : (other ?? me).id }
  }
  if (dice < 0.85) {
    const tag = inbox.tagIds[Math.floor(Math.random() * inbox.tagIds.length)] ?? ''
    const without = tagIds.filter((id) => id !== tag)
    return { tagIds: (without.length < tagIds.length ? without : [...tagIds, tag]).toSorted() }
  }
  return { priority: priority === 'high' ? 'normal' : 'high' }
}

async function change(work: Work, { id, revision }: Mail, patch: object): Promise<Answer> {
  const sentAt = performance.now()
  const answer = await work.browser.send('PATCH', `/conversations/${id}`, { revision, ...patch })
  const { activityId, revision: made } = Object(answer.body)
  if (answer.status === 200 && typeof activityId === 'string') {
    work.accepted.changes.push({ conversationId: id, revision: made, activityId, patch })
    work.watch(id, made, sentAt)
  }
  return answer
}

async function note({ browser, accepted }: Work, { id }: Mail): Promise<void> {
  const text = crypto.randomUUID()
  const { status } = await browser.send('POST', `/conversations/${id}/notes`, { text })
  if (status === 201) accepted.notes.push({ conversationId: id, text })
}

/** It waits until tomorrow: what leaves is measured elsewhere. */
async function reply({ browser, accepted }: Work, { id, revision }: Mail): Promise<void> {
  const text = crypto.randomUUID()
  const sendAt = new Date(Date.now() + 86_400_000).toISOString()
  const answer = await browser.send('POST', `/conversations/${id}/replies`, {
    revision,
    text,
    sendAt,
  })
  if (answer.status === 409) accepted.conflicts++
  if (answer.status === 202) accepted.replies.push({ conversationId: id, text })
}

function mailOf({ body }: Answer): Mail {
  const { id, revision, tagIds, priority } = Object(body)
  return { id, revision, tagIds, priority }
}
