import { type DeadlineFeed, type NewDeadlineFeed, readDeadlineFeed as feed } from '@levee/contract'
import { DomainError, isAtLeast, writeCalendar } from '@levee/domain'
import type { Deps } from '../../../deps.ts'
import { hashSecret, newSecret } from '../../../http/credentials.ts'
import { type Viewer, viewerById } from '../../../http/viewer.ts'
import {
  deadlinesOfFeed,
  deleteFeed,
  type FeedDeadline,
  feedBySecret,
  feedsOf,
  saveFeed,
} from './deadline-feed-queries.ts'
import { MinuteLimit } from './feed-throttle.ts'
import { kindName } from '../notices/warning-mail.ts'

type FeedDeps = Pick<Deps, 'db' | 'now'>

const PREFIX = 'levee_feed_' // so that scanners of code and logs recognise a leaked one
const readings = new MinuteLimit(20) // of one feed
const failures = new MinuteLimit(30) // of one address

export async function listDeadlineFeeds({ db }: FeedDeps, viewer: Viewer): Promise<DeadlineFeed[]> {
  return feedsOf(db, viewer.id)
}

/** A feed of what the viewer, or a team of theirs, has to do; its address is only ever given here. */
export async function createDeadlineFeed(
  { db, now }: FeedDeps,
  viewer: Viewer,
  teamId: string | null,
): Promise<NewDeadlineFeed> {
  if (!mayRead(viewer, teamId))
    throw new DomainError('forbidden', 'This is no team of yours: ask a manager.')
  const secret = newSecret(PREFIX)
  const saved = await saveFeed(db, {
    userId: viewer.id,
    teamId,
    tokenHash: hashSecret(secret),
    at: now(),
  })
  return { ...saved, path: feed.url.replace(':secret', secret) }
}

/** Ends a feed. @throws {DomainError} `not-found`. */
export async function removeDeadlineFeed(
  { db }: FeedDeps,
  viewer: Viewer,
  id: string,
): Promise<void> {
  if ((await deleteFeed(db, viewer.id, id)) === 0) throw noSuchFeed()
}

/**
 * What a feed says now: numbers, subjects and dates of what its owner may still see.
 * @throws {DomainError} `not-found`, the same for a wrong secret and an owner who has left; `too-many`.
 */
export async function readDeadlineFeed(
  { db, now }: FeedDeps,
  { secret, address }: { secret: string; address: string },
): Promise<string> {
  const at = now()
  const tokenHash = hashSecret(secret)
  failures.check(address, at)
  readings.check(tokenHash.toString('base64'), at)
  const found = await feedBySecret(db, tokenHash, at)
  const viewer = found && (await viewerById(db, found.userId))
  if (!found || !viewer || !mayRead(viewer, found.teamId)) {
    failures.count(address, at)
    throw noSuchFeed()
  }
  readings.count(tokenHash.toString('base64'), at)
  const deadlines = await deadlinesOfFeed(db, viewer, found.teamId)
  return writeCalendar({
    name: `${NAMES[viewer.locale]} · ${found.teamName ?? viewer.name}`,
    stamp: at,
    entries: deadlines.map((deadline) => entryOf(deadline, viewer.locale)),
  })
}

const NAMES = { fr: 'Échéances', en: 'Deadlines' }

function entryOf(
  { id, kind, dueAt, reference, subject }: FeedDeadline,
  locale: 'fr' | 'en',
): { uid: string; at: Date; summary: string } {
  const name = [reference, subject].filter(Boolean).join(' · ')
  return { uid: `${id}@levee`, at: dueAt, summary: `${name} (${kindName(kind, locale)})` }
}

/** One’s own, those of one’s teams; managers watch over all of them. */
function mayRead({ role, teamIds }: Viewer, teamId: string | null): boolean {
  return teamId === null || teamIds.includes(teamId) || isAtLeast(role, 'manager')
}

function noSuchFeed(): DomainError {
  return new DomainError('not-found', 'There is no such feed.')
}
