import type { MacroAction, Template } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Eye, Paperclip, Zap } from 'lucide-react'
import styles from './template-panel.module.css'

type WhatItAddsProps = {
  template: Pick<Template, 'actions' | 'files' | 'needsApproval'>
  nameOf: (id: string) => string
}

/** What a template brings besides its text: the files that go along, and what is done when it is sent. */
export function WhatItAdds({ template, nameOf }: WhatItAddsProps) {
  const phrase = useMacroPhrase(nameOf)
  const { t } = useLingui()
  const { actions, files, needsApproval } = template
  if (actions.length + files.length === 0 && !needsApproval) return null
  return (
    <ul className={styles.adds}>
      {needsApproval && (
        <li>
          <Eye aria-hidden="true" /> {t`A second person reads it before it leaves`}
        </li>
      )}
      {actions.map((action) => (
        <li key={JSON.stringify(action)}>
          <Zap aria-hidden="true" /> {phrase(action)}
        </li>
      ))}
      {files.map(({ id, name }) => (
        <li key={id}>
          <Paperclip aria-hidden="true" /> {t`Attaches ${name}`}
        </li>
      ))}
    </ul>
  )
}

function useMacroPhrase(nameOf: (id: string) => string): (action: MacroAction) => string {
  const { t } = useLingui()
  const priorities = { low: t`low`, normal: t`normal`, high: t`high`, urgent: t`urgent` }
  const statuses = {
    open: t`to do`,
    waiting: t`waiting`,
    answered: t`answered`,
    archived: t`archived`,
  }
  return (action) => {
    switch (action.type) {
      case 'addTag': {
        const tag = 'name' in action ? action.name : nameOf(action.tagId)
        return t`Adds the tag ${tag}`
      }
      case 'removeTag': {
        const tag = nameOf(action.tagId)
        return t`Takes off the tag ${tag}`
      }
      case 'assignTeam': {
        const team = nameOf(action.teamId)
        return t`Assigns it to ${team}`
      }
      case 'assignUser': {
        const person = nameOf(action.userId)
        return t`Assigns it to ${person}`
      }
      case 'setPriority': {
        const priority = priorities[action.priority]
        return t`Sets its priority to ${priority}`
      }
      case 'setStatus': {
        const status = statuses[action.status]
        return t`Sets its status to ${status}`
      }
      case 'addNote':
        return t`Adds an internal note`
    }
  }
}
