import type { ViewKey } from '@levee/contract'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

export type Sort = 'deadline' | 'received'

type View = { key: ViewKey; name: MessageDescriptor; sort: Sort; done: MessageDescriptor }

const nothingHere = msg`No mail here`

/** The built-in views by their slug in the URL; `done` is what an empty one says. */
export const views = {
  unassigned: {
    key: 'unassigned',
    name: msg`Unassigned`,
    sort: 'deadline',
    done: msg`Everything is assigned`,
  },
  mine: {
    key: 'mine',
    name: msg`Assigned to me`,
    sort: 'deadline',
    done: msg`Nothing waits for you`,
  },
  team: {
    key: 'team',
    name: msg`My departments`,
    sort: 'deadline',
    done: msg`Nothing waits for your departments`,
  },
  'due-soon': {
    key: 'dueSoon',
    name: msg`Due soon`,
    sort: 'deadline',
    done: msg`Nothing is due soon`,
  },
  overdue: { key: 'overdue', name: msg`Overdue`, sort: 'deadline', done: msg`Nothing is overdue` },
  waiting: { key: 'waiting', name: msg`Waiting`, sort: 'received', done: nothingHere },
  answered: {
    key: 'answered',
    name: msg({ message: 'Answered', context: 'view' }),
    sort: 'received',
    done: nothingHere,
  },
  followed: {
    key: 'followed',
    name: msg({ message: 'Followed', context: 'view' }),
    sort: 'received',
    done: nothingHere,
  },
  all: { key: 'open', name: msg`All mail`, sort: 'deadline', done: msg`Everything is done` },
  everything: { key: 'all', name: msg`All mail, done or not`, sort: 'received', done: nothingHere },
  spam: {
    key: 'spam',
    name: msg({ message: 'Spam', context: 'view' }),
    sort: 'received',
    done: nothingHere,
  },
  newsletters: { key: 'newsletters', name: msg`Newsletters`, sort: 'received', done: nothingHere },
  quarantine: { key: 'quarantine', name: msg`Quarantine`, sort: 'received', done: nothingHere },
  archive: {
    key: 'archive',
    name: msg({ message: 'Archive', context: 'view' }),
    sort: 'received',
    done: nothingHere,
  },
} as const satisfies Record<string, View>

export type ViewSlug = keyof typeof views

export function isViewSlug(slug: string): slug is ViewSlug {
  return Object.hasOwn(views, slug)
}

/** The view that the server calls so; everything when it is not said. */
export function slugOf(key = 'all'): ViewSlug {
  const slugs = Object.keys(views).filter(isViewSlug)
  return slugs.find((slug) => views[slug].key === key) ?? 'everything'
}

/** What else narrows a list down, by ids. */
export type ListScope = { mailbox?: string; team?: string; assignee?: string }

export function isNarrowed({ mailbox, team, assignee }: ListScope): boolean {
  return Boolean(mailbox ?? team ?? assignee)
}

/** Where a list of conversations comes from: a view, or the open mail of a mailbox. */
export type Place = { kind: 'view'; slug: ViewSlug } | { kind: 'mailbox'; mailboxId: string }

/** As the URL narrows it down. */
type ListSearch = { [Part in keyof ListScope | 'q']?: string | undefined }

/** What a list asks the server for. */
export type ListFilter = ListScope & {
  view: ViewKey
  q?: string
  sort: 'dueAt' | 'receivedAt'
}

export function defaultSort(place: Place): Sort {
  return place.kind === 'view' ? views[place.slug].sort : 'deadline'
}

export function filterOf(
  place: Place,
  { q, mailbox, team, assignee }: ListSearch,
  sort: Sort,
): ListFilter {
  return {
    view: place.kind === 'view' ? views[place.slug].key : 'open',
    ...(mailbox && { mailbox }),
    ...(place.kind === 'mailbox' && { mailbox: place.mailboxId }),
    ...(team && { team }),
    ...(assignee && { assignee }),
    ...(q && { q }),
    sort: sort === 'deadline' ? 'dueAt' : 'receivedAt',
  }
}

/** Whether a part of a query's key is the filter of a list. */
export function isListFilter(part: unknown): part is ListFilter {
  return typeof part === 'object' && part !== null && 'view' in part && 'sort' in part
}
