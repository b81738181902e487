import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { lazy, type ReactNode, Suspense } from 'react'
import { loadWriting } from '../../../i18n.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Reply } from '../use-reply.ts'
import { LanguageSelect } from './language-select.tsx'
import styles from './reply-writing.module.css'
import type { WritingState } from './use-writing-state.ts'

const loadEditor = () => import('../editor/index.tsx')
const RichEditor = lazy(async () => ({ default: (await loadWriting(loadEditor)).RichEditor }))
const FormatBar = lazy(async () => ({ default: (await loadWriting(loadEditor)).FormatBar }))
const MissingVariables = lazy(async () => ({
  default: (await loadWriting(loadEditor)).MissingVariables,
}))

type WritingAreaProps = {
  label: string
  writing: WritingState
  work: Pick<Reply, 'draft' | 'change' | 'files' | 'isReadOnly'>
  /** What stands beside the text while it is open. */
  panel?: ReactNode
  /** Below the text. */
  children: ReactNode
}

/** The text, what belongs to it, and the panel beside it. */
export function WritingArea({ label, writing, work, panel, children }: WritingAreaProps) {
  const { draft, files, isReadOnly } = work
  const { editor } = writing
  return (
    <div className={styles.middle}>
      <div className={styles.column}>
        <div className={styles.scroll}>
          <Suspense fallback={<Skeleton width="100%" height={190} />}>
            <RichEditor
              label={label}
              html={draft.html}
              lang={writing.language}
              autoFocus={draft.to.length > 0}
              isReadOnly={isReadOnly}
              className={styles.text}
              onChange={(html) => work.change({ html })}
              onFiles={(chosen, into, position) => void takeFiles(chosen, into, position, files)}
              onReady={writing.setEditor}
              {...(panel && !writing.isPanelOpen && { onSlash: writing.togglePanel })}
            />
          </Suspense>
          {children}
        </div>
        {editor && (
          <Suspense fallback={null}>
            <MissingVariables editor={editor} />
            {writing.isFormatting && (
              <div className={styles.formats}>
                <FormatBar
                  editor={editor}
                  isAskingLink={writing.isAskingLink}
                  onAskLink={writing.setIsAskingLink}
                />
                {!writing.isAskingLink && (
                  <LanguageSelect language={writing.language} onChange={writing.setLanguage} />
                )}
              </div>
            )}
          </Suspense>
        )}
      </div>
      {panel && writing.isPanelOpen && <div className={styles.panel}>{panel}</div>}
    </div>
  )
}

/** Pictures that are put into the text stay there; other files go with the mail. */
async function takeFiles(
  chosen: File[],
  editor: Editor,
  position: number,
  files: Reply['files'],
): Promise<void> {
  const pictures = chosen.filter(({ type }) => isPicture(type))
  files.add(chosen.filter((file) => !pictures.includes(file)))
  const place = { at: position }
  const follow = ({ transaction }: { transaction: Transaction }) => {
    place.at = transaction.mapping.map(place.at) // somebody goes on writing meanwhile
  }
  editor.on('transaction', follow)
  for (const picture of pictures) {
    const upload = await files.addOne(picture)
    if (!upload || editor.isDestroyed) continue
    const attrs = { upload: upload.id, alt: upload.name }
    editor.commands.insertContentAt(place.at, { type: 'picture', attrs })
  }
  editor.off('transaction', follow)
}

/** What the server draws anew: others are files. */
function isPicture(type: string): boolean {
  return /^image\/(?:png|jpeg|gif|webp)$/.test(type)
}
