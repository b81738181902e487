import type { Editor } from '@tiptap/core'
import type { Transaction } from '@tiptap/pm/state'
import { lazy, type ReactNode, Suspense } from 'react'
import { loadWriting } from '../../../i18n.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { Reply } from '../use-reply.ts'
import type { ComposerParts } from './composer-parts.ts'
import { LanguageSelect } from './language-select.tsx'
import styles from './reply-form.module.css'
import type { FormState } from './use-form-state.ts'

const loadEditor = () => import('../editor/index.tsx')
const RichEditor = lazy(async () => ({ default: (await loadWriting(loadEditor)).RichEditor }))
const FormatBar = lazy(async () => ({ default: (await loadWriting(loadEditor)).FormatBar }))
const MissingVariables = lazy(async () => ({
  default: (await loadWriting(loadEditor)).MissingVariables,
}))

type WritingAreaProps = {
  label: string
  form: FormState
  reply: Reply
  panel: ComposerParts['panel']
  /** Below the text. */
  children: ReactNode
}

/** The text, what belongs to it, and the panel beside it. */
export function WritingArea({ label, form, reply, panel, children }: WritingAreaProps) {
  const { draft, files, isReadOnly } = reply
  const { editor } = form
  return (
    <div className={styles.middle}>
      <div className={styles.column}>
        <div className={styles.scroll}>
          <Suspense fallback={<Skeleton width="100%" height={190} />}>
            <RichEditor
              label={label}
              html={draft.html}
              lang={form.language}
              autoFocus={draft.to.length > 0}
              isReadOnly={isReadOnly}
              className={styles.text}
              onChange={(html) => reply.change({ html })}
              onFiles={(chosen, into, position) => void takeFiles(chosen, into, position, files)}
              onReady={form.setEditor}
              {...(panel && !form.isPanelOpen && { onSlash: form.togglePanel })}
            />
          </Suspense>
          {children}
        </div>
        {editor && (
          <Suspense fallback={null}>
            <MissingVariables editor={editor} />
            {form.isFormatting && (
              <div className={styles.formats}>
                <FormatBar
                  editor={editor}
                  isAskingLink={form.isAskingLink}
                  onAskLink={form.setIsAskingLink}
                />
                {!form.isAskingLink && (
                  <LanguageSelect language={form.language} onChange={form.setLanguage} />
                )}
              </div>
            )}
          </Suspense>
        )}
      </div>
      {panel && form.isPanelOpen && <div className={styles.panel}>{panel(form.composer)}</div>}
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
