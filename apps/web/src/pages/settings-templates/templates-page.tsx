import type { Template } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowLeftRight, Folder, Paperclip, Plus, Search, Zap } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { templatesQuery } from '../../features/templates/template-queries.ts'
import { shortDate } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import card from '../settings/card.module.css'
import { ListState } from '../settings/list-state.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AcknowledgementsCard } from './acknowledgements-card.tsx'
import { ManagersOnly } from './managers-only.tsx'
import { byFolder } from './template-draft.ts'
import styles from './templates-page.module.css'
import { TransferDialog } from './transfer-dialog.tsx'

export function TemplatesPage() {
  return (
    <ManagersOnly>
      <Templates />
    </ManagersOnly>
  )
}

type Language = 'all' | 'fr' | 'en'

function Templates() {
  const { t } = useLingui()
  const isAdmin = useSession().user.role === 'admin'
  const [words, setWords] = useState('')
  const [language, setLanguage] = useState<Language>('all')
  const [isTransferring, setTransferring] = useState(false)
  const templates = useQuery(templatesQuery(useDeferredValue(words.trim())))
  return (
    <SettingsPage
      title={t`Templates`}
      actions={
        <>
          <Button variant="ghost" onClick={() => setTransferring(true)}>
            <ArrowLeftRight /> {t`Import, export`}
          </Button>
          <Link
            to="/settings/templates/$id"
            params={{ id: 'new' }}
            className={buttonClass({ variant: 'primary' })}
          >
            <Plus /> {t`New template`}
          </Link>
        </>
      }
    >
      {isAdmin && <AcknowledgementsCard when="stopped" />}
      <section className={card.card} aria-label={t`Templates`}>
        <div className={styles.tools}>
          <label className={styles.search}>
            <Search aria-hidden="true" />
            <input
              type="search"
              aria-label={t`Find a template`}
              placeholder={t`Find a template`}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </label>
          <Segmented
            label={t`Language`}
            value={language}
            options={[
              { value: 'all', label: t`All` },
              { value: 'fr', label: 'FR' },
              { value: 'en', label: 'EN' },
            ]}
            onChange={setLanguage}
          />
        </div>
        <ListState query={templates} empty={<NoTemplates isSearch={words.trim() !== ''} />}>
          {(items) => (
            <Folders
              templates={items.filter((each) => language === 'all' || each.language === language)}
            />
          )}
        </ListState>
      </section>
      {isAdmin && <AcknowledgementsCard when="on" />}
      {isTransferring && <TransferDialog onClose={() => setTransferring(false)} />}
    </SettingsPage>
  )
}

function NoTemplates({ isSearch }: { isSearch: boolean }) {
  const { t } = useLingui()
  if (isSearch) return <EmptyState title={t`No template has these words`} />
  return (
    <EmptyState title={t`No template yet`}>
      {t`A template is a reply that is written once: names, dates and numbers are filled in for each mail.`}
    </EmptyState>
  )
}

function Folders({ templates }: { templates: readonly Template[] }) {
  const { t } = useLingui()
  if (templates.length === 0) return <EmptyState title={t`No template in this language`} />
  return byFolder(templates).map(([folder, list]) => (
    <section key={folder} aria-label={folder === '' ? t`Without a folder` : folder}>
      {folder !== '' && (
        <h2 className={styles.folder}>
          <Folder aria-hidden="true" /> {folder}
        </h2>
      )}
      <ul className={card.rows}>
        {list.map((template) => (
          <Row key={template.id} template={template} />
        ))}
      </ul>
    </section>
  ))
}

function Row({ template }: { template: Template }) {
  const { t } = useLingui()
  const now = useNow()
  const mailboxes = useMailboxes()
  const { id, name, language, mailboxIds, actions, files, sentCount, lastSentAt } = template
  const names = mailboxes.filter((each) => mailboxIds.includes(each.id)).map((each) => each.name)
  const last = lastSentAt === null ? '' : shortDate(new Date(lastSentAt), now)
  const used = plural(sentCount, { one: 'sent once', other: 'sent # times' })
  return (
    <li className={card.row}>
      <div className={card.name}>
        <Link to="/settings/templates/$id" params={{ id }} className={styles.link}>
          {name}
        </Link>
        <Badge tone="neutral">{language.toUpperCase()}</Badge>
      </div>
      {actions.length > 0 && (
        <span className={styles.mark} title={t`Also changes the mail`}>
          <Zap aria-label={t`Also changes the mail`} />
        </span>
      )}
      {files.length > 0 && (
        <span className={styles.mark}>
          <Paperclip aria-label={plural(files.length, { one: '# file', other: '# files' })} />
        </span>
      )}
      <span className={classNames(card.muted, styles.usage)}>
        {names.length > 0 ? names.join(', ') : t`all mailboxes`}
        {' · '}
        {sentCount === 0 ? t`never sent` : `${used}, ${t`last ${last}`}`}
      </span>
    </li>
  )
}
