import type { Attachment, FilePreview } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { UseQueryResult } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type CSSProperties, type ReactNode, type RefObject, useLayoutEffect } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { canPreview } from './can-preview.ts'
import { useFileName } from './file-name.tsx'
import { FilePages } from './file-pages.tsx'
import styles from './file-preview-stage.module.css'
import { FileText } from './file-text.tsx'
import { NoPreview } from './no-preview.tsx'
import { pageAt } from './page-at.ts'
import { PreviewFailed } from './preview-failed.tsx'

type FilePreviewStageProps = {
  messageId: string
  file: Attachment
  query: UseQueryResult<FilePreview>
  scroller: RefObject<HTMLDivElement | null>
  zoom: number
  /** The page that is in view changed. */
  onPage: (page: number) => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
  isAlone: boolean
}

/** The file itself, between the ways to those before and after it. */
export function FilePreviewStage(props: FilePreviewStageProps) {
  const { file, scroller, zoom, onPage, onPrevious, onNext, isAlone } = props
  const { t } = useLingui()
  const name = useFileName(file)
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another file starts at its top
  }, [file.index, scroller])
  const zoomed: CSSProperties & { '--zoom': number } = { '--zoom': zoom }
  return (
    <div className={styles.stage} data-stage>
      {!isAlone && (
        <Round label={t`Previous file`} shortcut="←" onClick={onPrevious}>
          <ChevronLeft />
        </Round>
      )}
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- the keyboard scrolls it */}
      <div
        ref={scroller}
        className={styles.scroller}
        style={zoomed}
        role="region"
        aria-label={name}
        tabIndex={0}
        onScroll={({ currentTarget }) => onPage(pageAt(currentTarget))}
      >
        <Content {...props} />
      </div>
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex */}
      {!isAlone && (
        <Round label={t`Next file`} shortcut="→" onClick={onNext}>
          <ChevronRight />
        </Round>
      )}
    </div>
  )
}

function Content({ messageId, file, query }: FilePreviewStageProps) {
  if (!canPreview(file)) return <NoPreview messageId={messageId} file={file} />
  if (query.data?.kind === 'text') return <FileText file={file} preview={query.data} />
  if (query.data) {
    return <FilePages key={file.index} messageId={messageId} file={file} preview={query.data} />
  }
  if (!query.error) return <div className={styles.waiting} aria-busy="true" />
  return (
    <PreviewFailed
      messageId={messageId}
      file={file}
      error={query.error}
      onRetry={() => void query.refetch()}
    />
  )
}

type RoundProps = {
  label: string
  shortcut: string
  onClick: (() => void) | undefined
  children: ReactNode
}

/** It stays where it is at the end, or the focus would be lost with it. */
function Round({ label, shortcut, onClick, children }: RoundProps) {
  return (
    <IconButton
      label={label}
      shortcut={shortcut}
      className={styles.round}
      aria-disabled={!onClick}
      onClick={onClick}
    >
      {children}
    </IconButton>
  )
}
