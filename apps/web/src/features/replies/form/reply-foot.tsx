import { useLingui } from '@lingui/react/macro'
import { Paperclip, Trash2, Type } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './reply-foot.module.css'

type ReplyFootProps = {
  send: ReactNode
  /** Between the files and the state of the draft. */
  tools: ReactNode
  status: ReactNode
  isReadOnly: boolean
  isFormatting: boolean
  onFormatting: () => void
  onFiles: (files: Iterable<File>) => void
  onDiscard: () => void
}

/** Below the text: sending, formatting, files, the draft. */
export function ReplyFoot(props: ReplyFootProps) {
  const { t } = useLingui()
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.foot}>
      {props.send}
      <IconButton
        label={props.isFormatting ? t`Hide the formatting` : t`Show the formatting`}
        active={props.isFormatting}
        aria-pressed={props.isFormatting}
        onClick={props.onFormatting}
      >
        <Type />
      </IconButton>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          props.onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <IconButton
        label={t`Attach files`}
        disabled={props.isReadOnly}
        onClick={() => chooser.current?.click()}
      >
        <Paperclip />
      </IconButton>
      {props.tools}
      <span className={styles.space} />
      {props.status}
      <IconButton label={t`Discard the draft`} onClick={props.onDiscard}>
        <Trash2 />
      </IconButton>
    </div>
  )
}
