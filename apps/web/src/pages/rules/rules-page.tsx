import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ArrowLeftRight, History, Plus, Split, TriangleAlert } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useMailboxes } from '../../features/mailboxes/mailbox-queries.ts'
import { usePolicies } from '../../features/deadlines/policy-queries.ts'
import { FailuresDialog } from '../../features/rules/history-dialog.tsx'
import { RuleNamesProvider } from '../../features/rules/rule-names.ts'
import { rulesQuery } from '../../features/rules/rule-queries.ts'
import { RuleList } from '../../features/rules/rule-list.tsx'
import { TemplateDialog } from '../../features/rules/template-dialog.tsx'
import { TransferDialog } from '../../features/rules/transfer-dialog.tsx'
import { useSession } from '../../features/session/session-queries.ts'
import { useTags } from '../../features/tags/tag-queries.ts'
import { useTemplates } from '../../features/templates/template-queries.ts'
import { useTeams } from '../../features/teams/team-queries.ts'
import { useUsers } from '../../features/users/user-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeading } from '../../ui/page-heading.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMediaQuery } from '../../ui/use-media-query.ts'
import { OpenRule } from './open-rule.tsx'
import styles from './rules-page.module.css'
import { NEW, useDrafts } from './use-drafts.ts'
import { useRuleCommands } from './use-rule-commands.ts'

/** The rule book: the rules in their order, one of them open, and what it would do. */
export function RulesPage() {
  const { t } = useLingui()
  const { id = null } = useParams({ strict: false })
  const isAdmin = useSession().user.role === 'admin'
  const isPhone = useMediaQuery('(max-width: 599px)')
  const canWrite = isAdmin && !isPhone
  const { data: rules, error, refetch } = useQuery(rulesQuery)
  const drafts = useDrafts(id)
  const { discard, ...commands } = useRuleCommands(drafts)
  const [dialog, setDialog] = useState<'templates' | 'transfer' | 'history' | 'failures' | null>(
    null,
  )
  const names = useNames()
  const open = rules?.find((rule) => rule.id === id)
  const close = () => setDialog(null)
  return (
    <RuleNamesProvider value={names}>
      <div className={styles.page} data-open={id !== null || undefined}>
        <header className={styles.head}>
          <PageHeading title={t`Rules`} className={styles.title} />
          <span
            className={styles.aside}
          >{t`Looked at from top to bottom as each mail arrives`}</span>
          {canWrite && (
            <span className={styles.actions}>
              <Button variant="ghost" onClick={() => setDialog('transfer')}>
                <ArrowLeftRight /> {t`Import, export`}
              </Button>
              {id === null && rules?.length !== 0 ? (
                <Button variant="ghost" onClick={() => setDialog('failures')}>
                  <TriangleAlert /> {t`Failures`}
                </Button>
              ) : (
                <Button variant="ghost" disabled={!open} onClick={() => setDialog('history')}>
                  <History /> {t`History`}
                </Button>
              )}
              <Button onClick={() => setDialog('templates')}>
                <Plus /> {t`New rule`}
              </Button>
            </span>
          )}
        </header>
        {isAdmin && isPhone && (
          <p
            className={styles.hint}
          >{t`Rules are read and switched here; they are written on a larger screen.`}</p>
        )}
        {error && !rules ? (
          <ErrorState error={error} detail={problemText(error)} onRetry={() => void refetch()} />
        ) : !rules ? (
          <div className={styles.pending} aria-busy="true">
            {[240, 200, 260].map((width) => (
              <Skeleton key={width} width={`${width}px`} height={14} />
            ))}
          </div>
        ) : rules.length === 0 && id === null && drafts.of(NEW) === undefined ? (
          <EmptyState
            picture={<Split />}
            title={t`No rule yet`}
            actions={
              canWrite && (
                <Button variant="primary" onClick={() => setDialog('templates')}>
                  <Plus /> {t`New rule`}
                </Button>
              )
            }
          >
            {t`Rules assign, tag and file mail as it arrives. Each is tried on past mail before it acts.`}
          </EmptyState>
        ) : (
          <div className={styles.panes}>
            <RuleList
              rules={rules}
              selectedId={id}
              changedIds={drafts.changedIds}
              newName={drafts.of(NEW)?.name ?? null}
              canWrite={canWrite}
              canSwitch={isAdmin}
              {...commands}
            />
            <OpenRule
              key={id ?? ''}
              id={id}
              rule={open}
              drafts={drafts}
              canWrite={canWrite}
              onDiscard={discard}
              isHistoryOpen={dialog === 'history'}
              onHistoryClose={close}
            />
          </div>
        )}
        {dialog === 'templates' && (
          <TemplateDialog
            onClose={close}
            onChoose={(draft) => {
              close()
              commands.begin(draft)
            }}
          />
        )}
        {dialog === 'failures' && <FailuresDialog onClose={close} />}
        {dialog === 'transfer' && <TransferDialog onClose={close} />}
      </div>
    </RuleNamesProvider>
  )
}

function useNames() {
  const mailboxes = useMailboxes()
  const teams = useTeams()
  const users = useUsers()
  const tags = useTags()
  const policies = usePolicies()
  const templates = useTemplates()
  return useMemo(
    () => ({ mailboxes, teams, users, tags, policies, templates }),
    [mailboxes, teams, users, tags, policies, templates],
  )
}
