import type { TagColor } from '@levee/contract'

/** The six who sign in. */
export type ColleagueKey = 'nadia' | 'emma' | 'claire' | 'karim' | 'theo' | 'sophie'
export type TeamKey = 'accueil' | 'urbanisme' | 'finances'
export type MailboxKey = 'courrier' | 'urbanisme' | 'factures'
export type TagKey =
  | 'domaine'
  | 'etatCivil'
  | 'facture'
  | 'jumelage'
  | 'permis'
  | 'recours'
  | 'subvention'
  | 'voirie'

/** Somebody who writes to the town hall. */
export type Correspondent = { name: string; address: string }

/** A file made when it is attached: nothing binary is kept with the source. */
export type DemoFile =
  | { name: string; kind: 'letter'; title: string; lines: string[] }
  | { name: string; kind: 'plan'; title: string }
  | { name: string; kind: 'photo' }

/**
 * When something happened: `54m` minutes ago, or `3d 10:31`, that many working days ago at that
 * hour. A later step is never before an earlier one.
 */
export type When = `${number}m` | `${number}d ${number}:${number}`

/** Somebody outside writes; without `from`, the one who began. */
export type MailStep = {
  at: When
  mail: string
  /** The same with a layout. */
  html?: string
  from?: Correspondent
  subject?: string
  files?: DemoFile[]
  /** A program answered for them. */
  automatic?: true
}
export type ReplyStep = {
  at: When
  reply: string
  by: ColleagueKey
  status?: 'open' | 'waiting' | 'answered' | 'archived'
}

/** One thing that happens to a matter. */
export type Step =
  | MailStep
  | ReplyStep
  | { at: When; note: string; by: ColleagueKey }
  | { at: When; set: Change; by: ColleagueKey }

export type Change = {
  assignee?: ColleagueKey
  team?: TeamKey
  tags?: TagKey[]
  status?: 'open' | 'waiting' | 'answered' | 'archived' | 'spam'
  priority?: 'low' | 'high' | 'urgent'
  /** Working days from today, at 17:00; negative: overdue. 0 is today, or the next working day in the evening. */
  dueIn?: number
}

/** A conversation from its first mail to where it stands. */
export type Matter = {
  mailbox: MailboxKey
  /** Also received by these: one conversation, in several mailboxes. */
  alsoTo?: MailboxKey
  from: Correspondent
  cc?: Correspondent[]
  subject: string
  steps: [MailStep, ...Step[]]
}

/** A mail written with a layout of its own: newsletters, notices of programs, damaged mail. */
export type RawMail = {
  mailbox: MailboxKey
  at: When
  raw: (date: Date) => Buffer
  status?: 'spam' | 'archived'
}

export type DemoTag = { name: string; color: TagColor }
