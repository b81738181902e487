import type { Tag } from '@levee/contract'
import { createContext, useContext } from 'react'

export type NamedThing = { id: string; name: string }

/** The names behind the ids in a rule; the page supplies them, since features do not know each other. */
export type RuleNames = {
  mailboxes: readonly NamedThing[]
  teams: readonly NamedThing[]
  users: readonly NamedThing[]
  policies: readonly NamedThing[]
  templates: readonly NamedThing[]
  tags: readonly Pick<Tag, 'id' | 'name' | 'color'>[]
}

const RuleNamesContext = createContext<RuleNames>({
  mailboxes: [],
  teams: [],
  users: [],
  policies: [],
  templates: [],
  tags: [],
})

export const RuleNamesProvider = RuleNamesContext.Provider

export function useRuleNames(): RuleNames {
  return useContext(RuleNamesContext)
}

/** The things that the values of a field name; undefined where they are texts. */
export function thingsOf(field: string, names: RuleNames): readonly NamedThing[] | undefined {
  if (field === 'mailbox') return names.mailboxes
  if (field === 'team') return names.teams
  if (field === 'assignee') return names.users
  return field === 'tag' ? names.tags : undefined
}

/** The name of one, its id where there is none any more. */
export function nameIn(things: readonly NamedThing[], id: string): string {
  return things.find((thing) => thing.id === id)?.name ?? id
}
