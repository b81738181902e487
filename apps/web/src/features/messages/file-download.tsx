import { type Attachment, getAttachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { urlOf } from '../../call.ts'
import { tooltipHandlers } from '../../ui/tooltip-store.ts'
import { useFileName } from './file-name.tsx'
import { MacrosDialog } from './macros-dialog.tsx'

type FileDownloadProps = {
  messageId: string
  file: Attachment
  className: string | undefined
  /** Where the content is only a picture. */
  isIcon?: boolean
  children: ReactNode
}

/** What downloads a file that is not blocked; one with macros only after a question. */
export function FileDownload(props: FileDownloadProps) {
  const { messageId, file, className, isIcon = false, children } = props
  const { t } = useLingui()
  const [asks, setAsks] = useState(false)
  const name = useFileName(file)
  const label = t`Download ${name}`
  const url = urlOf(getAttachment, { id: messageId, index: file.index })
  const look = { className, ...(isIcon && { 'aria-label': label }), ...tooltipHandlers(label) }
  if (file.state !== 'macros') {
    return (
      <a {...look} href={url} download={name}>
        {children}
      </a>
    )
  }
  return (
    <>
      <button type="button" {...look} onClick={() => setAsks(true)}>
        {children}
      </button>
      <MacrosDialog url={url} name={name} open={asks} onOpenChange={setAsks} />
    </>
  )
}
