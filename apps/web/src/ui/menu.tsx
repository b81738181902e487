import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react'
import { loadPart } from '../load-part.ts'

export type MenuEntry =
  | {
      type: 'action'
      label: string
      icon?: ReactNode
      shortcut?: string
      disabled?: boolean
      onSelect: () => void
    }
  | {
      type: 'choice'
      label: string
      value: string
      options: readonly { value: string; label: string }[]
      onChange: (value: string) => void
    }
  /** One of several that are on or off: the menu stays open for the next one. */
  | { type: 'toggle'; label: string; value: string; isOn: boolean; onToggle: () => void }
  | { type: 'separator' }

export type MenuProps = {
  trigger: ReactElement<Record<string, unknown>>
  align?: 'start' | 'end'
  /** Beside its trigger where what comes next is below, and may be pressed while it is open. */
  isBeside?: boolean
  entries: readonly (MenuEntry | false)[]
  /** Whether the trigger has the focus again once something is chosen; else whoever was chosen gives it. */
  returnsFocus?: boolean
}

/** Loads what menus are made of, ahead of the first one. */
export const loadMenu = () => import('./menu-popup.tsx')

const MenuPopup = lazy(async () => ({ default: (await loadPart(loadMenu)).MenuPopup }))

/** A menu below its trigger; its machinery arrives with the first click. */
export function Menu(props: MenuProps) {
  const [wanted, setWanted] = useState(false)
  if (!wanted) {
    return cloneElement(props.trigger, {
      'aria-haspopup': 'menu',
      'aria-expanded': false,
      onClick: () => setWanted(true),
    })
  }
  return (
    <Suspense fallback={props.trigger}>
      <MenuPopup {...props} />
    </Suspense>
  )
}

type Choice<T extends string> = {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}

/** One of several, as an entry of a menu. */
export function choiceEntry<T extends string>(choice: Choice<T>): MenuEntry {
  const onChange = (value: string) => {
    const chosen = choice.options.find((option) => option.value === value)
    if (chosen) choice.onChange(chosen.value)
  }
  return {
    type: 'choice',
    label: choice.label,
    value: choice.value,
    options: choice.options,
    onChange,
  }
}
