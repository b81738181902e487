import type { Editor } from '@tiptap/core'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Braces } from 'lucide-react'
import { Button } from '../../../ui/button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import styles from './missing-variables.module.css'
import { useEditorValue } from './use-editor-value.ts'
import { missingVariables, selectMissing } from './variable.ts'

/** How many variables are to be filled in before it can be sent; nothing when there are none. */
export function MissingVariables({ editor }: { editor: Editor }) {
  const { t } = useLingui()
  const count = useEditorValue(editor, ({ state }) => missingVariables(state).length)
  if (count === 0) return null
  const next = () => {
    editor.commands.focus()
    if (!editor.commands.command(selectMissing(1)))
      editor.chain().focus('start').command(selectMissing(1)).run()
  }
  return (
    <div className={styles.bar} role="status">
      <Braces aria-hidden="true" />
      <span className={styles.text}>
        <b>{plural(count, { one: '# variable to fill in', other: '# variables to fill in' })}</b>{' '}
        {t`before sending`}
      </span>
      <Button variant="ghost" size="small" onClick={next}>
        {t`Fill in`} <Kbd>Tab</Kbd>
      </Button>
    </div>
  )
}
