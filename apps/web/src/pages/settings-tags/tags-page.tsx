import type { Tag as TagItem } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../features/session/session-queries.ts'
import { tagsQuery, useChangeTag, useRemoveTag } from '../../features/tags/tag-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { HuePicker } from '../../ui/hue-picker.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Tag } from '../../ui/tag.tsx'
import { showToast } from '../../ui/toast-store.ts'
import { useFocusOnMount } from '../../ui/use-focus-on-mount.ts'
import card from '../settings/card.module.css'
import { ConfirmDialog } from '../settings/confirm-dialog.tsx'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AddTagForm } from './add-tag-form.tsx'
import styles from './tags-page.module.css'

export function TagsPage() {
  const { t } = useLingui()
  const tags = useQuery(tagsQuery)
  return (
    <SettingsPage title={t`Tags`}>
      <section className={card.card}>
        <AddTagForm />
        <ListState query={tags} empty={<NoTags />}>
          {(items) => (
            <ul className={card.rows}>
              {items.map((tag) => (
                <TagRow key={tag.id} tag={tag} />
              ))}
            </ul>
          )}
        </ListState>
      </section>
    </SettingsPage>
  )
}

function NoTags() {
  const { t } = useLingui()
  return (
    <EmptyState title={t`No tag yet`}>
      {t`Tags say what a mail is about. Add the first one here, or while sorting the mail.`}
    </EmptyState>
  )
}

function TagRow({ tag }: { tag: TagItem }) {
  const { t } = useLingui()
  const isAdmin = useSession().user.role === 'admin'
  const changeTag = useChangeTag()
  const [renaming, setRenaming] = useState(false)
  const change = (next: Partial<Pick<TagItem, 'name' | 'color'>>) =>
    changeTag.mutate(
      { id: tag.id, change: next },
      { onError: (error) => showToast({ tone: 'problem', text: problemText(error) }) },
    )
  return (
    <li className={card.row}>
      <div className={card.name}>
        {renaming ? (
          <RenameField
            name={tag.name}
            onDone={(name) => {
              setRenaming(false)
              if (name !== tag.name && name !== '') change({ name })
            }}
          />
        ) : (
          <Tag hue={tag.color} size="large">
            {tag.name}
          </Tag>
        )}
      </div>
      <HuePicker
        label={t`Colour of ${tag.name}`}
        value={tag.color}
        onChange={(color) => change({ color })}
      />
      {!renaming && (
        <Button size="small" onClick={() => setRenaming(true)}>
          {t`Rename`}
        </Button>
      )}
      {isAdmin && <RemoveTag tag={tag} />}
    </li>
  )
}

/** Enter or leaving the field keeps the name, Escape does not. */
function RenameField({ name, onDone }: { name: string; onDone: (name: string) => void }) {
  const { t } = useLingui()
  const field = useFocusOnMount<HTMLInputElement>()
  const [draft, setDraft] = useState(name)
  return (
    <input
      className={styles.rename}
      aria-label={t`New name of ${name}`}
      ref={field}
      maxLength={60}
      value={draft}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => onDone(draft.trim())}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(draft.trim())
        if (event.key === 'Escape') onDone(name)
      }}
    />
  )
}

function RemoveTag({ tag }: { tag: TagItem }) {
  const { t } = useLingui()
  const removeTag = useRemoveTag()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <IconButton label={t`Remove ${tag.name}`} onClick={() => setAsking(true)}>
        <Trash2 />
      </IconButton>
      <ConfirmDialog
        title={t`Remove the tag “${tag.name}”`}
        action={t`Remove it everywhere`}
        open={asking}
        busy={removeTag.isPending}
        error={removeTag.error}
        onConfirm={() => removeTag.mutate(tag.id, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        {t`It is taken off every mail. The mails stay where they are. This cannot be undone.`}
      </ConfirmDialog>
    </>
  )
}
