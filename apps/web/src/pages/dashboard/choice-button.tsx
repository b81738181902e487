import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { choiceEntry, Menu } from '../../ui/menu.tsx'
import styles from './choice-button.module.css'

type ChoiceButtonProps = {
  label: string
  icon: ReactNode
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

/** A button that shows what is chosen, and opens what else there is. */
export function ChoiceButton({ label, icon, value, options, onChange }: ChoiceButtonProps) {
  const chosen = options.find((option) => option.value === value)?.label ?? ''
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className={styles.button} aria-label={`${label}: ${chosen}`}>
          {icon}
          <span>{chosen}</span>
          <ChevronDown />
        </button>
      }
      entries={[choiceEntry({ label, value, options, onChange })]}
    />
  )
}
