import type { ConversationDetail, Template } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { BookText } from 'lucide-react'
import { useDirectory } from '../../features/conversations/directory.ts'
import type { Composer } from '../../features/replies/form/composer-parts.ts'
import { TemplatePanel } from '../../features/templates/template-panel.tsx'
import {
  useAttachTemplateFiles,
  useWriteTemplate,
} from '../../features/templates/template-queries.ts'
import { problemText } from '../../problem-text.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { showToast } from '../../ui/toast-store.ts'

type ComposerTemplatesProps = { composer: Composer; conversation: ConversationDetail }

/** The templates beside the text; one that is taken is written into it, with its values. */
export function ComposerTemplates({ composer, conversation }: ComposerTemplatesProps) {
  const { tags, teams, users } = useDirectory()
  const write = useWriteTemplate()
  const attach = useAttachTemplateFiles()
  const { draft, language, togglePanel } = composer
  const insert = async (template: Template) => {
    const { id, files } = template
    try {
      const written = await write.mutateAsync({ id, conversationId: conversation.id })
      const uploads = files.length > 0 ? (await attach.mutateAsync(id)).items : []
      composer.editor?.chain().focus().insertContent(written.html).run()
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
      mailboxId={draft.mailboxId ?? conversation.mailboxId}
      language={language}
      usedId={draft.templateId}
      isInserting={write.isPending || attach.isPending}
      nameOf={(id) => (tags.get(id) ?? teams.get(id) ?? users.get(id))?.name ?? '…'}
      onInsert={(template) => void insert(template)}
      onClose={() => {
        togglePanel()
        composer.editor?.commands.focus()
      }}
    />
  )
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
