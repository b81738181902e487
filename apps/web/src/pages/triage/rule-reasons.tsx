import type { ConversationDetail } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Split } from 'lucide-react'
import { useMemo } from 'react'
import { useDirectory } from '../../features/conversations/directory.ts'
import { usePolicies } from '../../features/deadlines/policy-queries.ts'
import { explanationQuery } from '../../features/conversations/regroup-conversations.ts'
import { WhyAssigned } from '../../features/conversations/seldom/why-assigned.tsx'
import { RuleNamesProvider } from '../../features/rules/rule-names.ts'
import { WhyRules } from '../../features/rules/why-rules.tsx'
import { useTemplates } from '../../features/templates/template-queries.ts'
import { buttonClass } from '../../ui/button.tsx'
import styles from './rule-reasons.module.css'

/** What the rules came to for a mail, and the way to a rule for mail like it. */
export function RuleReasons({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useLingui()
  const { me, users, teams, tags, mailboxes } = useDirectory()
  const { data } = useQuery(explanationQuery(conversation))
  const policies = usePolicies()
  const templates = useTemplates()
  const names = useMemo(
    () => ({
      users: [...users.values()],
      teams: [...teams.values()],
      tags: [...tags.values()],
      mailboxes: [...mailboxes.values()],
      policies,
      templates,
    }),
    [users, teams, tags, mailboxes, policies, templates],
  )
  return (
    <section className={styles.reasons}>
      {data && <WhyAssigned conversation={conversation} assignment={data.assignment} />}
      <h3>{t`Rules`}</h3>
      <RuleNamesProvider value={names}>{data && <WhyRules runs={data.rules} />}</RuleNamesProvider>
      {me.role === 'admin' && (
        <Link
          to="/rules/{-$id}"
          params={{ id: 'new' }}
          search={{ conversation: conversation.reference ?? conversation.id }}
          className={buttonClass({ size: 'small' })}
        >
          <Split /> {t`Make a rule of this`}
        </Link>
      )}
    </section>
  )
}
