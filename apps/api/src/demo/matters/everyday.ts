import type { ColleagueKey, Correspondent, MailboxKey, TagKey, TeamKey } from '../matter.ts'

/**
 * One way in which a kind of mail is written and answered.
 * `{street}` `{n}` `{amount}` `{name}` `{when}` are filled in.
 */
export type Wording = {
  subject: string
  text: string
  reply: string
  file?: 'letter' | 'plan' | 'photo'
}

/** A kind of mail that comes every week. */
export type Everyday = {
  mailbox: MailboxKey
  team: TeamKey
  /** Who answers, and signs. */
  by: ColleagueKey
  tags: TagKey[]
  people: Correspondent[]
  /** How many of them in some three months. */
  count: number
  wordings: Wording[]
  thanks: string
}
