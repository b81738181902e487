import type { Message } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { fileSize } from '../../../formatting/numbers.ts'
import { Toggle } from '../../../ui/toggle.tsx'
import styles from './reply-foot.module.css'

type OriginalFilesProps = {
  files: Message['attachments']
  areSent: boolean
  onChange: (areSent: boolean) => void
}

/** Whether the files of a mail that is passed on go along. */
export function OriginalFiles({ files, areSent, onChange }: OriginalFilesProps) {
  const { t } = useLingui()
  if (files.length === 0) return null
  const size = fileSize(files.reduce((sum, file) => sum + file.size, 0))
  const count = plural(files.length, { one: '# file', other: '# files' })
  return (
    <div className={styles.originals}>
      <Toggle checked={areSent} onChange={onChange}>
        {t`With what came with the mail: ${count}, ${size}`}
      </Toggle>
    </div>
  )
}
