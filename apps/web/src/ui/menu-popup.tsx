import { Menu as Base } from '@base-ui/react/menu'
import { Kbd } from './kbd.tsx'
import styles from './menu-popup.module.css'
import type { MenuEntry, MenuProps } from './menu.tsx'

/** The part of a menu that is only needed once it opens. */
export function MenuPopup({ trigger, align = 'end', entries, returnsFocus = true }: MenuProps) {
  return (
    <Base.Root defaultOpen>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className={styles.positioner}>
          <Base.Popup className={styles.popup} finalFocus={returnsFocus}>
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
  return 'label' in entry ? entry.label : `separator-${index}`
}
