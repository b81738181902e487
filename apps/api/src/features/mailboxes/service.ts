import type { Body, changeMailbox, Mailbox, MailboxInput } from '@levee/contract'
import { inTransaction, sql, type Tx } from '@levee/db'
import { DomainError } from '@levee/domain'
import type { Deps } from '../../deps.ts'
import { announce, announceAccessChange } from '../../http/events.ts'
import { requirePermission, type Viewer } from '../../http/viewer.ts'
import { leastUsedColor } from '../../least-used-color.ts'
import { refuseTaken } from '../../refuse-taken.ts'
import { forgetOAuth, takeAuthorisation } from '../oauth/service.ts'
import { changedSettings, newSettings, refuseForeignServers } from './mailbox-settings.ts'
import { mailboxFor } from './mailbox-view.ts'
import {
  deleteMailbox,
  insertMailbox,
  lockSecrets,
  type MailboxRow,
  type MailboxSettings,
  mailboxes,
  messagesHeld,
  ourTimeZone,
  replaceMembers,
  replaceTeams,
  setDefaultTeam,
  requestSync,
  requireMailbox,
  seenBy,
  seenByOperator,
  updateMailbox,
  wakeSync,
} from './queries.ts'

export { ledgerPage, mailboxLedger } from './mailbox-ledger.ts'
export {
  checkKeptMailbox,
  checkMailboxAs,
  checkSettings,
  type MailboxCheck,
} from './check-mailbox.ts'
export { factsOfDomain } from './check-notes.ts'
export { mailboxHealth } from './mailbox-health.ts'
export { discoverMailboxSettings } from './discover-mailbox.ts'
export { tryTestMailAs, tryTestMailOf } from './test-mail.ts'

/** Who runs commands on the server itself: everything is theirs to manage. */
const operator = { role: 'admin' } as const

const takenAddress = { path: 'address', message: 'Another mailbox has this address.' }

/** The mailboxes that the viewer is a member of; admins see all. */
export async function listMailboxes({ db, now }: Deps, viewer: Viewer): Promise<Mailbox[]> {
  const rows = await mailboxes(db, seenBy(viewer))
  return rows.map((row) => mailboxFor(viewer, row, now()))
}

/** Every mailbox, for the operator. */
export async function listAllMailboxes({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<Mailbox[]> {
  const rows = await mailboxes(db, seenByOperator)
  return rows.map((row) => mailboxFor(operator, row, now()))
}

/** @throws {DomainError} `not-found` when there is none, or none that the viewer may see. */
export async function getMailbox({ db, now }: Deps, viewer: Viewer, id: string): Promise<Mailbox> {
  return mailboxFor(viewer, await requireMailbox(db, id, seenBy(viewer)), now())
}

/** Connects a mailbox; its import starts at once. Without members, whoever adds it is one. */
export async function addMailboxAs(
  deps: Deps,
  viewer: Viewer,
  input: MailboxInput,
): Promise<Mailbox> {
  requirePermission(viewer, 'manageMailboxes')
  return createMailbox(deps, { memberIds: [viewer.id], ...input }, viewer.id)
}

/** Connects a mailbox on behalf of the operator. @param viewerId whose authorisation it may take. */
export async function createMailbox(
  deps: Pick<Deps, 'db' | 'keys' | 'now'>,
  { memberIds = [], teamIds = [], defaultTeamId, ...input }: MailboxInput,
  viewerId?: string,
): Promise<Mailbox> {
  const { db, keys, now } = deps
  const created = inTransaction(db, async (tx) => {
    const color = input.color ?? leastUsedColor(await mailboxes(tx, seenByOperator))
    const sealing = { key: keys.secrets, timeZone: await ourTimeZone(tx) }
    const settings = newSettings({ ...input, color }, { ...sealing, now: now() })
    const id = await insertMailbox(tx, settings, now())
    await setTokens(tx, deps, { id, settings, oauth: input.incoming.oauth, viewerId })
    await setMembers(tx, id, { memberIds, teamIds, defaultTeamId })
    await wakeSync(tx, id)
    await announce(tx, { type: 'mailbox.state', mailboxId: id })
    return mailboxFor(operator, await requireMailbox(tx, id, seenByOperator), now())
  })
  return refuseTaken(created, takenAddress)
}

/** Changes a mailbox; the process that keeps it in step takes the new settings at once. */
export async function changeMailboxAs(
  deps: Deps,
  viewer: Viewer,
  id: string,
  patch: Body<typeof changeMailbox>,
): Promise<Mailbox> {
  requirePermission(viewer, 'manageMailboxes')
  const { db, keys, now } = deps
  const changed = inTransaction(db, async (tx) => {
    const secrets = await lockSecrets(tx, id)
    const before = await requireMailbox(tx, id, seenBy(viewer))
    const sealing = { key: keys.secrets, timeZone: await ourTimeZone(tx) }
    const settings = changedSettings(before, secrets, patch, sealing)
    await updateMailbox(tx, id, settings)
    const { oauth } = patch.incoming ?? {}
    await setTokens(tx, deps, { id, settings, oauth, viewerId: viewer.id, before })
    await setMembers(tx, id, patch)
    await wakeSync(tx, id)
    await announce(tx, { type: 'mailbox.state', mailboxId: id })
    return mailboxFor(viewer, await requireMailbox(tx, id, seenBy(viewer)), now())
  })
  return refuseTaken(changed, takenAddress)
}

/**
 * Removes a mailbox, for instance one that was connected by mistake.
 * @throws {DomainError} `conflict` when it holds mail, which is never thrown away with it.
 */
export async function removeMailboxAs({ db }: Deps, viewer: Viewer, id: string): Promise<void> {
  requirePermission(viewer, 'manageMailboxes')
  await inTransaction(db, async (tx) => {
    await lockSecrets(tx, id)
    await requireMailbox(tx, id, seenBy(viewer))
    const messages = await messagesHeld(tx, id)
    if (messages > 0)
      throw new DomainError(
        'conflict',
        `This mailbox holds mail (messages: ${messages}), which would be lost: pause it instead.`,
      )
    await deleteMailbox(tx, id)
    await wakeSync(tx, id)
    await announceAccessChange(tx, 'everybody')
    await announce(tx, { type: 'mailbox.state', mailboxId: id })
  })
}

/** Asks for a full pass now. */
export async function syncMailboxNow(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  viewer: Viewer | 'operator',
  id: string,
): Promise<{ requestedAt: string }> {
  const requestedAt = now()
  await inTransaction(db, async (tx) => {
    await requireMailbox(tx, id, viewer === 'operator' ? seenByOperator : seenBy(viewer))
    await requestSync(tx, id, requestedAt)
  })
  return { requestedAt: requestedAt.toISOString() }
}

/** The mailbox with this address or id, for the operator. @throws {DomainError} `not-found`. */
export async function findMailbox({ db, now }: Deps, addressOrId: string): Promise<Mailbox> {
  const [row] = await mailboxes(
    db,
    sql`(lower(b.address) = lower(${addressOrId}) or b.id::text = ${addressOrId})`,
  )
  if (!row) throw new DomainError('not-found', `There is no mailbox ${addressOrId}.`)
  return mailboxFor(operator, row, now())
}

type Tokens = {
  id: string
  settings: MailboxSettings
  oauth: MailboxInput['incoming']['oauth']
  viewerId: string | undefined
  before?: MailboxRow
}

/** Gives a mailbox the tokens that were authorised for it; those that it does not use any more go. */
async function setTokens(
  tx: Tx,
  deps: Pick<Deps, 'keys' | 'now'>,
  { id, settings, oauth, viewerId, before }: Tokens,
): Promise<void> {
  if (!settings.usesOauth) {
    if (before?.usesOauth) await forgetOAuth(tx, id)
    return
  }
  const provider =
    oauth && viewerId !== undefined
      ? await takeAuthorisation(tx, deps, {
          mailboxId: id,
          viewerId,
          authorisationId: oauth.authorisation,
        })
      : before?.oauth?.client.provider
  if (!provider)
    throw unknown('incoming.oauth.authorisation', 'an authorisation of whoever connects it')
  refuseForeignServers(settings, provider)
}

async function setMembers(
  tx: Tx,
  id: string,
  {
    memberIds,
    teamIds,
    defaultTeamId,
  }: Pick<MailboxInput, 'memberIds' | 'teamIds' | 'defaultTeamId'>,
): Promise<void> {
  if (memberIds && !(await replaceMembers(tx, id, memberIds))) throw unknown('memberIds', 'users')
  if (teamIds && !(await replaceTeams(tx, id, teamIds))) throw unknown('teamIds', 'teams')
  if (defaultTeamId !== undefined && !(await setDefaultTeam(tx, id, defaultTeamId)))
    throw unknown('defaultTeamId', 'a team')
  if (memberIds ?? teamIds) await announceAccessChange(tx, 'everybody')
}

function unknown(path: string, what: string): DomainError {
  const message = `must be ids of ${what}`
  return new DomainError('invalid', `${path} ${message}.`, { errors: [{ path, message }] })
}
