import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { useRef } from 'react'
import { Kbd } from './kbd.tsx'
import styles from './menu-popup.module.css'
import type { MenuEntry, MenuProps } from './menu.tsx'

/** The part of a menu that is only needed once it opens. */
export function MenuPopup(props: MenuProps) {
  const { trigger, align = 'end', isBeside = false, entries, returnsFocus = true } = props
  const closedBy = useRef('')
  const goesBack = () => {
    if (isBeside) return closedBy.current === 'escape-key' // else it is where was pressed
    return returnsFocus || closedBy.current !== 'item-press'
  }
  return (
    <Base.Root
      defaultOpen
      modal={!isBeside}
      onOpenChange={(_, { reason }) => {
        closedBy.current = reason
      }}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner
          align={align}
          side={isBeside ? 'inline-end' : 'bottom'}
          sideOffset={isBeside ? 8 : 4}
          className={styles.positioner}
        >
          <Base.Popup className={styles.popup} finalFocus={goesBack}>
            {entries.map(
              (entry, index) => entry && <Entry key={keyOf(entry, index)} entry={entry} />,
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  switch (entry.type) {
    case 'separator':
      return <Base.Separator className={styles.separator} />
    case 'action':
      return (
        <Base.Item className={styles.item} onClick={entry.onSelect} disabled={entry.disabled}>
          {entry.icon}
          <span className={styles.text}>{entry.label}</span>
          {entry.shortcut && <Kbd>{entry.shortcut}</Kbd>}
        </Base.Item>
      )
    case 'toggle':
      return (
        <Base.CheckboxItem
          className={styles.item}
          checked={entry.isOn}
          onCheckedChange={entry.onToggle}
        >
          <span className={styles.text}>{entry.label}</span>
          <Base.CheckboxItemIndicator className={styles.on}>
            <Check />
          </Base.CheckboxItemIndicator>
        </Base.CheckboxItem>
      )
    case 'choice':
      return (
        <Base.RadioGroup
          value={entry.value}
          onValueChange={entry.onChange}
          aria-label={entry.label}
        >
          <p className={styles.heading} aria-hidden="true">
            {entry.label}
          </p>
          {entry.options.map((option) => (
            <Base.RadioItem
              key={option.value}
              value={option.value}
              className={styles.item}
              closeOnClick
            >
              <span className={styles.text}>{option.label}</span>
              <Base.RadioItemIndicator className={styles.chosen} />
            </Base.RadioItem>
          ))}
        </Base.RadioGroup>
      )
  }
}

function keyOf(entry: MenuEntry, index: number): string {
  if (entry.type === 'toggle') return entry.value
  return 'label' in entry ? entry.label : `separator-${index}`
}
