import type { Template, WrittenTemplate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { Editor } from '@tiptap/core'
import { BookText } from 'lucide-react'
import { selectMissing } from '../../features/replies/editor/index.tsx'
import type { Composer } from '../../features/replies/form/composer-parts.ts'
import { useTags } from '../../features/tags/tag-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { TemplatePanel } from '../../features/templates/template-panel.tsx'
import {
  useAttachTemplateFiles,
  useWriteTemplate,
} from '../../features/templates/template-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { problemText } from '../../problem-text.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast-store.ts'

type ComposerTemplatesProps = {
  composer: Composer
  /** The mail that is answered; null: none. */
  conversationId: string | null
}

/** The templates beside the text; one that is taken is written into it, with its values. */
export function ComposerTemplates({ composer, conversationId }: ComposerTemplatesProps) {
  const named = [...useTags(), ...useTeams(), ...useUsers()]
  const write = useWriteTemplate()
  const attach = useAttachTemplateFiles()
  const { draft, language, togglePanel } = composer
  const insert = async (template: Template) => {
    const { id, files } = template
    try {
      const written = await write.mutateAsync({ id, conversationId })
      const uploads = files.length > 0 ? (await attach.mutateAsync(id)).items : []
      if (composer.editor) insertWritten(composer.editor, written)
      composer.attach(uploads)
      composer.change({
        templateId: id,
        ...(written.subject !== null && { subject: written.subject }),
      })
      togglePanel()
    } catch (error) {
      showToast({ tone: 'problem', text: problemText(error) })
    }
  }
  return (
    <TemplatePanel
      mailboxId={composer.mailboxId}
      language={language}
      usedId={draft.templateId}
      isInserting={write.isPending || attach.isPending}
      nameOf={(id) => named.find((each) => each.id === id)?.name ?? '…'}
      onInsert={(template) => void insert(template)}
      onClose={() => {
        togglePanel()
        composer.editor?.commands.focus()
      }}
    />
  )
}

/** Puts it where the cursor is; what is missing first is selected, to be typed over. */
function insertWritten(editor: Editor, { html, missing }: WrittenTemplate): void {
  const { from } = editor.state.selection
  const inserted = editor.chain().focus().insertContent(html)
  if (missing.length > 0) inserted.setTextSelection(from).command(selectMissing(1))
  inserted.run()
}

/** Opens the templates, as `/` on an empty line does. */
export function TemplatesButton({ composer }: { composer: Composer }) {
  const { t } = useLingui()
  return (
    <IconButton
      label={t`Templates`}
      shortcut="/"
      active={composer.isPanelOpen}
      aria-pressed={composer.isPanelOpen}
      disabled={composer.isReadOnly}
      onClick={composer.togglePanel}
    >
      <BookText />
    </IconButton>
  )
}
