import type { FilingSuggestion } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { useShortcuts } from '../../keyboard/shortcuts.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './filing-suggestions.module.css'
import { filingQuery } from './filing-queries.ts'

type FilingSuggestionsProps = {
  conversation: { id: string; revision: number }
  nameOf: (suggestion: FilingSuggestion) => string | undefined
  onTake: (suggestion: FilingSuggestion) => void
  /** What else can be done with one. */
  renderMore?: ((suggestion: FilingSuggestion) => ReactNode) | undefined
}

const MOST = 3

/** What staff did to similar mail, each at one key with its reason; nothing is done by itself. */
export function FilingSuggestions({
  conversation,
  nameOf,
  onTake,
  renderMore,
}: FilingSuggestionsProps) {
  const { t } = useLingui()
  const { data = [] } = useQuery(filingQuery(conversation))
  const shown = data
    .map((suggestion) => ({ suggestion, name: nameOf(suggestion) }))
    .filter(({ name }) => name !== undefined)
    .slice(0, MOST)
  const take = (index: number) => () => {
    const chosen = shown[index]
    if (chosen) onTake(chosen.suggestion)
  }
  useShortcuts({ '1': take(0), '2': take(1), '3': take(2) })
  if (shown.length === 0) return null
  const verbs = { tag: t`Tag`, team: t`Assign`, assignee: t`Assign` }
  return (
    <ul className={styles.suggestions} aria-label={t`Suggestions`}>
      {shown.map(({ suggestion, name }, index) => (
        <li key={`${suggestion.kind} ${suggestion.id}`}>
          <button type="button" onClick={take(index)}>
            <Sparkles aria-hidden="true" /> {verbs[suggestion.kind]} <b>{name}</b>
            <Kbd>{String(index + 1)}</Kbd>
          </button>
          <span>{t`as with similar mail: ${suggestion.reasons.filter(isWord).join(', ')}`}</span>
          {renderMore?.(suggestion)}
        </li>
      ))}
    </ul>
  )
}

/** Not the id of a mailbox, which nobody can read. */
function isWord(reason: string): boolean {
  return !reason.startsWith('mailbox:')
}
