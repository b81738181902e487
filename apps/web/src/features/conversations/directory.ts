import type { Absence, Mailbox, Tag, Team, User } from '@levee/contract'
import { createContext, useContext } from 'react'

/** The names behind the ids of a conversation; the page supplies it, since features do not know each other. */
export type Directory = {
  me: User
  users: ReadonlyMap<string, User>
  teams: ReadonlyMap<string, Team>
  tags: ReadonlyMap<string, Tag>
  mailboxes: ReadonlyMap<string, Mailbox>
  /** Who is away today, by the id of the user. */
  away: ReadonlyMap<string, Absence>
}

const DirectoryContext = createContext<Directory | null>(null)

export const DirectoryProvider = DirectoryContext.Provider

export function useDirectory(): Directory {
  const directory = useContext(DirectoryContext)
  if (!directory) throw new Error('useDirectory needs a DirectoryProvider above it.')
  return directory
}
