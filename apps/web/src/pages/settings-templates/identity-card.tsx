import { useLingui } from '@lingui/react/macro'
import { useId } from 'react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useTemplates } from '../../features/templates/template-queries.ts'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Toggle } from '../../ui/toggle.tsx'
import card from '../settings/card.module.css'
import type { TemplateDraft } from './template-draft.ts'

type IdentityCardProps = {
  draft: TemplateDraft
  onChange: (part: Partial<TemplateDraft>) => void
}

/** What a template is called, where it stands and for whom it is. */
export function IdentityCard({ draft, onChange }: IdentityCardProps) {
  const { t } = useLingui()
  const folderList = useId()
  const mailboxes = useMailboxes()
  const folders = new Set(useTemplates().map(({ folder }) => folder))
  return (
    <section className={card.card} aria-labelledby="identity">
      <div className={card.head}>
        <h2 id="identity" className={card.title}>{t`Name and use`}</h2>
      </div>
      <div className={`${card.body} ${card.fields}`}>
        <Field
          label={t`Name`}
          maxLength={120}
          value={draft.name}
          onChange={({ target }) => onChange({ name: target.value })}
        />
        <Field
          label={t`Folder`}
          maxLength={120}
          list={folderList}
          value={draft.folder}
          onChange={({ target }) => onChange({ folder: target.value })}
        />
        <datalist id={folderList}>
          {[...folders].filter(Boolean).map((folder) => (
            <option key={folder} value={folder}>
              {folder}
            </option>
          ))}
        </datalist>
        <Select
          label={t`Language of the reply`}
          hint={t`Dates and amounts are written in it.`}
          value={draft.language}
          onChange={({ target }) => onChange({ language: target.value === 'en' ? 'en' : 'fr' })}
        >
          <option value="fr" lang="fr">
            Français
          </option>
          <option value="en" lang="en">
            English
          </option>
        </Select>
        <ChoiceList
          label={t`Mailboxes`}
          hint={t`None chosen: it is for all.`}
          searchLabel={t`Find a mailbox`}
          empty={t`There is no mailbox.`}
          chosen={draft.mailboxIds}
          onChange={(mailboxIds) => onChange({ mailboxIds })}
          choices={mailboxes.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div className={card.wide}>
          <Toggle
            checked={draft.needsApproval}
            onChange={(needsApproval) => onChange({ needsApproval })}
          >
            {t`A second person reads the replies written with it before they leave`}
          </Toggle>
        </div>
      </div>
    </section>
  )
}
