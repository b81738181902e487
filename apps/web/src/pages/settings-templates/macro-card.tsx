import type { MacroAction } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { ActionList } from '../../features/rules/action-list.tsx'
import { RuleNamesProvider } from '../../features/rules/rule-names.ts'
import { useTags } from '../../features/tags/tag-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import card from '../settings/card.module.css'

/** What a template may do besides being sent, in the order in which it is offered. */
const MACRO_ACTIONS = [
  'addTag',
  'removeTag',
  'assignTeam',
  'assignUser',
  'setPriority',
  'setStatus',
  'addNote',
] as const satisfies readonly MacroAction['type'][]

type MacroCardProps = {
  actions: readonly MacroAction[]
  onChange: (actions: MacroAction[]) => void
}

/** What sending a template does to the mail besides. */
export function MacroCard({ actions, onChange }: MacroCardProps) {
  const { t } = useLingui()
  const [teams, users, tags] = [useTeams(), useUsers(), useTags()]
  const names = useMemo(
    () => ({ teams, users, tags, mailboxes: [], policies: [], templates: [] }),
    [teams, users, tags],
  )
  return (
    <section className={card.card} aria-labelledby="macro">
      <div className={card.head}>
        <h2 id="macro" className={card.title}>{t`What it does besides`}</h2>
        <span
          className={card.aside}
        >{t`when the reply is sent, as one action that can be undone`}</span>
      </div>
      <div className={card.body}>
        <RuleNamesProvider value={names}>
          <ActionList
            actions={actions}
            problems={NONE}
            disabled={false}
            offered={MACRO_ACTIONS}
            onChange={(next) => onChange(next.filter(isMacro))}
          />
        </RuleNamesProvider>
      </div>
    </section>
  )
}

const NONE: ReadonlyMap<string, string> = new Map()
const TYPES: ReadonlySet<string> = new Set(MACRO_ACTIONS)

function isMacro(action: { type: string }): action is MacroAction {
  return TYPES.has(action.type)
}
