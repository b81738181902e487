import type { Template } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import {
  templatesQuery,
  useRemoveTemplate,
  useRestoreTemplate,
  useSaveTemplate,
} from '../../features/templates/template-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { FilesCard } from './files-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { MacroCard } from './macro-card.tsx'
import { ManagersOnly } from './managers-only.tsx'
import { PreviewCard } from './preview-card.tsx'
import {
  draftOf,
  isEmptyDraft,
  isSameDraft,
  newDraft,
  type TemplateDraft,
  templateOf,
} from './template-draft.ts'
import styles from './template-page.module.css'
import { TextCard } from './text-card.tsx'

export function TemplatePage() {
  const { id } = useParams({ from: '/shell/settings/templates/$id' })
  return <ManagersOnly>{id === 'new' ? <NewTemplate /> : <OneTemplate id={id} />}</ManagersOnly>
}

function NewTemplate() {
  const { locale } = useSession().user
  return <TemplateEditor template={null} initial={newDraft(locale, '')} />
}

function OneTemplate({ id }: { id: string }) {
  const { t } = useLingui()
  const templates = useQuery(templatesQuery())
  const none = <EmptyState title={t`There is no such template`} />
  return (
    <ListState query={templates} empty={none}>
      {(items) => {
        const template = items.find((each) => each.id === id)
        if (!template) return none
        const key = `${id} ${template.changedAt}`
        return <TemplateEditor key={key} template={template} initial={draftOf(template)} />
      }}
    </ListState>
  )
}

type TemplateEditorProps = { template: Template | null; initial: TemplateDraft }

/** What a template says, where, with what, and what it does besides; with what it would say to a mail that is there. */
function TemplateEditor({ template, initial }: TemplateEditorProps) {
  const { t } = useLingui()
  const [draft, setDraft] = useState(initial)
  const change = (part: Partial<TemplateDraft>) => setDraft((last) => ({ ...last, ...part }))
  return (
    <SettingsPage
      title={template?.name ?? t`New template`}
      actions={template && <RemoveButton template={template} />}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <IdentityCard draft={draft} onChange={change} />
          <TextCard draft={draft} onChange={change} />
          <FilesCard files={draft.files} onChange={(files) => change({ files })} />
          <MacroCard actions={draft.actions} onChange={(actions) => change({ actions })} />
        </div>
        <PreviewCard draft={draft} />
      </div>
      <SaveRow
        template={template}
        draft={draft}
        isChanged={!isSameDraft(initial, draft)}
        onDiscard={() => setDraft(initial)}
      />
    </SettingsPage>
  )
}

type SaveRowProps = {
  template: Template | null
  draft: TemplateDraft
  isChanged: boolean
  onDiscard: () => void
}

function SaveRow({ template, draft, isChanged, onDiscard }: SaveRowProps) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const save = useSaveTemplate()
  if (!isChanged) return null
  const problem =
    draft.name.trim() === ''
      ? t`Enter a name first.`
      : isEmptyDraft(draft)
        ? t`Write something first.`
        : null
  return (
    <div className={styles.save}>
      <Button
        variant="primary"
        busy={save.isPending}
        disabled={problem !== null}
        onClick={() =>
          save.mutate(
            { id: template?.id ?? null, template: templateOf(draft) },
            {
              onSuccess: ({ id, name }) => {
                showToast({ tone: 'done', text: t`Saved: ${name}` })
                if (template === null)
                  void navigate({
                    to: '/settings/templates/$id',
                    params: { id },
                    replace: true,
                  })
              },
            },
          )
        }
      >
        {t`Save the template`}
      </Button>
      <Button variant="ghost" onClick={onDiscard}>
        {t`Discard`}
      </Button>
      {problem !== null && <span role="status">{problem}</span>}
      {save.error && <Banner tone="danger">{problemText(save.error)}</Banner>}
    </div>
  )
}

function RemoveButton({ template }: { template: Template }) {
  const { t } = useLingui()
  const navigate = useNavigate()
  const remove = useRemoveTemplate()
  const restore = useRestoreTemplate()
  const { id, name } = template
  return (
    <Button
      variant="ghost"
      busy={remove.isPending}
      onClick={() =>
        remove.mutate(id, {
          onSuccess: () => {
            void navigate({ to: '/settings/templates' })
            showToast({
              tone: 'done',
              text: t`Removed: ${name}`,
              action: { label: t`Undo`, run: () => restore.mutate(id) },
            })
          },
          onError: (error) => showToast({ tone: 'problem', text: problemText(error) }),
        })
      }
    >
      <Trash2 /> {t({ message: 'Remove', context: 'a template' })}
    </Button>
  )
}
