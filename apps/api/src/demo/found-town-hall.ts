import type { Deps } from '../deps.ts'
import { createMailbox } from '../features/mailboxes/service.ts'
import { setUpInstallation } from '../features/session/service.ts'
import { promiseAnswers } from './promise-answers.ts'
import { writeStandardReplies } from './standard-replies.ts'
import { createTag } from '../features/tags/service.ts'
import { createTeam } from '../features/teams/service.ts'
import { createUser, findUser } from '../features/users/service.ts'
import type { Viewer } from '../http/viewer.ts'
import type { ColleagueKey, MailboxKey, TagKey, TeamKey } from './matter.ts'
import {
  COLLEAGUES,
  DOMAIN,
  emailOf,
  MAILBOXES,
  ORGANISATION,
  PASSWORD,
  TAGS,
  TEAMS,
  TIME_ZONE,
} from './town-hall.ts'

/** What the town hall consists of, once it is there. */
export type TownHall = {
  viewers: Record<ColleagueKey, Viewer>
  teams: Record<TeamKey, string>
  tags: Record<TagKey, string>
  mailboxes: Record<MailboxKey, { id: string; address: string }>
}

/** Sets the installation up: people, teams, tags, mailboxes that send through a catcher. */
export async function foundTownHall(
  deps: Deps,
  { smtpPort, since }: { smtpPort: number; since: Date },
): Promise<TownHall> {
  const ids = await addColleagues(deps)
  const admin: Viewer = { ...viewerOf('nadia', ids.nadia), mailboxIds: [], teamIds: [] }
  const teams = await each(TEAMS, async ({ name, members }) => {
    const team = { name, memberIds: members.map((member) => ids[member]) }
    return (await createTeam(deps, admin, team)).id
  })
  const tags = await each(TAGS, async (tag) => (await createTag(deps, tag)).id)
  await promiseAnswers(deps, admin, tags.permis)
  const mailboxes = await each(MAILBOXES, async ({ name, color, members, ...box }, key) => {
    const { id, address } = await createMailbox(deps, {
      name,
      address: `${key}@${DOMAIN}`,
      color,
      incoming: { protocol: 'push', triageSince: since.toISOString() },
      outgoing: { host: '127.0.0.1', port: smtpPort, security: 'none' },
      memberIds: members.map((member) => ids[member]),
      teamIds: box.teams.map((team) => teams[team]),
    })
    return { id, address }
  })
  await writeStandardReplies(deps, admin, { tags, mailboxes })
  const viewers = await each(COLLEAGUES, async (_, key) => {
    const teamKeys = keysOf(TEAMS).filter((team) => TEAMS[team].members.includes(key))
    return {
      ...viewerOf(key, ids[key]),
      teamIds: teamKeys.map((team) => teams[team]),
      mailboxIds: keysOf(MAILBOXES)
        .filter((box) => isMember(key, box))
        .map((box) => mailboxes[box].id),
    }
  })
  return { viewers, teams, tags, mailboxes }
}

async function addColleagues(deps: Deps): Promise<Record<ColleagueKey, string>> {
  const { name, locale } = COLLEAGUES.nadia
  const visitor = { address: '127.0.0.1', userAgent: 'demonstration', replaced: undefined }
  await setUpInstallation(
    deps,
    {
      organisation: ORGANISATION,
      name,
      email: emailOf('nadia'),
      password: PASSWORD,
      locale,
      timeZone: TIME_ZONE,
    },
    visitor,
  )
  return each(COLLEAGUES, async ({ name, role, locale }, key) => {
    if (key === 'nadia') return (await findUser(deps, emailOf(key))).id
    return (await createUser(deps, { name, role, locale, email: emailOf(key), password: PASSWORD }))
      .id
  })
}

function viewerOf(key: ColleagueKey, id: string): Omit<Viewer, 'mailboxIds' | 'teamIds'> {
  const { name, role, locale } = COLLEAGUES[key]
  return { id, name, role, locale }
}

function isMember(colleague: ColleagueKey, mailbox: MailboxKey): boolean {
  const { members, teams } = MAILBOXES[mailbox]
  return (
    members.includes(colleague) || teams.some((team) => TEAMS[team].members.includes(colleague))
  )
}

/** The keys of a record, which has no others. */
function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  const keys: K[] = []
  for (const key in record) keys.push(key)
  return keys
}

/** Makes something of each member, one after the other. */
async function each<K extends string, V, R>(
  record: Record<K, V>,
  make: (value: V, key: K) => Promise<R>,
): Promise<Record<K, R>> {
  const made: Partial<Record<K, R>> = {}
  for (const key of keysOf(record)) made[key] = await make(record[key], key)
  if (!isWhole(made, keysOf(record))) throw new Error('Not everything was made.')
  return made
}

function isWhole<K extends string, R>(
  made: Partial<Record<K, R>>,
  keys: K[],
): made is Record<K, R> {
  return keys.every((key) => Object.hasOwn(made, key))
}
