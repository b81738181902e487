import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { modKey } from '../../keyboard/key-name.ts'
import { useSingleKeys } from '../../keyboard/shortcuts.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import { setShortcutSheetOpen, useShortcutSheetOpen } from './shortcut-sheet-state.ts'
import styles from './shortcut-sheet.module.css'

type Line = { what: string; keys: string[]; or?: string }

/** Every key that does something, by what it is for (`?`). */
export function ShortcutSheet() {
  const { t } = useLingui()
  const open = useShortcutSheetOpen()
  const [filter, setFilter] = useState('')
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const groups = useShortcutGroups()
  const wanted = filter.toLocaleLowerCase()
  return (
    <Dialog
      title={t`Keyboard shortcuts`}
      open={open}
      onOpenChange={setShortcutSheetOpen}
      width="wide"
      tools={
        <>
          <span className={styles.filter}>
            <Search aria-hidden="true" />
            <input
              type="search"
              placeholder={t`Filter`}
              aria-label={t`Filter the shortcuts`}
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
            />
          </span>
          <span className={styles.switch}>
            <Toggle checked={singleKeys} onChange={setSingleKeys}>
              {t`Single keys`}
            </Toggle>
          </span>
        </>
      }
      footer={t`The same keys act in the list, in an open mail and on a selection. They rest while you type.`}
    >
      <div className={styles.groups}>
        {groups.map(({ title, lines }) => (
          <section key={title}>
            <h3 className={styles.heading}>{title}</h3>
            <dl>
              {lines
                .filter(({ what }) => what.toLocaleLowerCase().includes(wanted))
                .map((line) => (
                  <ShortcutLine key={line.what} line={line} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function ShortcutLine({ line }: { line: Line }) {
  const { t } = useLingui()
  return (
    <div className={styles.line}>
      <dt>{line.what}</dt>
      <dd>
        <span className="visually-hidden">{line.keys.join(' ')}</span>
        {line.keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
        {line.or && (
          <>
            <span className={styles.or}>{t`or`}</span>
            <Kbd>{line.or}</Kbd>
          </>
        )}
      </dd>
    </div>
  )
}

function useShortcutGroups(): { title: string; lines: Line[] }[] {
  const { t } = useLingui()
  const shift = t({ message: 'Shift', comment: 'the key of the keyboard' })
  const space = t({ message: 'Space', comment: 'the key of the keyboard' })
  return [
    {
      title: t`Browse`,
      lines: [
        { what: t`Next, previous`, keys: ['J'], or: 'K' },
        { what: t`Open`, keys: ['↵'] },
        { what: t`Back to the list`, keys: ['U'], or: 'Esc' },
        { what: t`Preview a file`, keys: [space] },
        { what: t`Select`, keys: ['X'] },
        { what: t`Extend the selection`, keys: [shift, 'J'] },
        { what: t`Select all`, keys: [modKey, 'A'] },
        { what: t`Filter the list`, keys: ['/'] },
        { what: t`Show new mail`, keys: ['.'] },
        { what: t`Next part of the page`, keys: ['F6'] },
      ],
    },
    {
      title: t`Act`,
      lines: [
        { what: t`Assign`, keys: ['A'] },
        { what: t`Assign to me`, keys: [shift, 'A'] },
        { what: t`Tag`, keys: ['T'] },
        { what: t`Deadline`, keys: ['D'] },
        { what: t`Set waiting`, keys: ['H'] },
        { what: t`Archive`, keys: ['E'] },
        { what: t`Merge`, keys: ['M'] },
        { what: t`Follow, no longer follow`, keys: ['S'] },
        { what: t`Link with another mail`, keys: ['L'] },
        { what: t`Report as spam`, keys: ['!'] },
        { what: t`Copy the link`, keys: ['Y'] },
        { what: t`Undo`, keys: ['Z'] },
      ],
    },
    {
      title: t`Reply`,
      lines: [
        { what: t`Reply`, keys: ['R'] },
        { what: t`Reply to all`, keys: [shift, 'R'] },
        { what: t`Forward`, keys: ['F'] },
        { what: t`New mail`, keys: ['C'] },
        { what: t`Internal note`, keys: ['N'] },
        { what: t`Send`, keys: [modKey, '↵'] },
        { what: t`Send and archive`, keys: [modKey, shift, '↵'] },
      ],
    },
    {
      title: t`Go to`,
      lines: [
        { what: t`Unassigned`, keys: ['G', 'U'] },
        { what: t`Assigned to me`, keys: ['G', 'M'] },
        { what: t`Overdue`, keys: ['G', 'O'] },
        { what: t`Deadlines`, keys: ['G', 'D'] },
        { what: t({ message: 'Archive', context: 'view' }), keys: ['G', 'A'] },
        { what: t`This help`, keys: ['?'] },
      ],
    },
  ]
}
