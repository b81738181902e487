import { useLingui } from '@lingui/react/macro'
import type { Present } from './presence-queries.ts'

/** What people do with a mail, in a sentence; '' when nobody else is there. */
export function usePresenceText(): (present: readonly Present[], names?: 'short') => string {
  const { t } = useLingui()
  return (present, names) => {
    const [first] = present
    if (!first) return ''
    const same = present.filter(({ state }) => state === first.state)
    const who = same.map(({ name }) => (names === 'short' ? firstName(name) : name)).join(', ')
    const isWriting = first.state === 'writing'
    if (same.length > 1) return isWriting ? t`${who} are replying` : t`${who} are viewing`
    return isWriting ? t`${who} is replying` : t`${who} is viewing`
  }
}

/** What colleagues call each other where there is little room. */
export function firstName(name: string): string {
  return name.split(' ', 1)[0] ?? name
}
