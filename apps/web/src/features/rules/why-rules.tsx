import type { RuleRun, RuleTrace } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Split } from 'lucide-react'
import { dateAndTime } from '../../formatting/dates.ts'
import { useNow } from '../../formatting/use-now.ts'
import { ruleProblemText } from '../../rule-problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { actionPhrase } from './action-phrase.ts'
import { useRuleNames } from './rule-names.ts'
import { VerdictTree } from './verdict-tree.tsx'
import styles from './why-rules.module.css'

/** The rules that were looked at for a mail, in their order: what each came to, and each condition's verdict. */
export function WhyRules({ runs }: { runs: readonly RuleRun[] }) {
  const { t } = useLingui()
  const now = useNow()
  if (runs.length === 0) return <p>{t`No rule was looked at.`}</p>
  return runs.map((run) => (
    <section key={run.id} className={styles.run}>
      <h4>{dateAndTime(new Date(run.at), now)}</h4>
      <Traces run={run} />
      {run.problem !== null && <FailedRun problem={run.problem} />}
    </section>
  ))
}

/** The rules could not be looked at, or not do what they say: the mail is stored all the same. */
function FailedRun({ problem }: { problem: string }) {
  const { t } = useLingui()
  return (
    <Banner tone="warn">
      {t`The rules failed here, and did nothing: the mail is as it arrived. Sort it by hand, or apply the rule to existing mail. If it happens again, tell whoever runs the server: “${problem}”`}
    </Banner>
  )
}

function Traces({ run }: { run: RuleRun }) {
  const { t } = useLingui()
  const outcomes: Record<RuleTrace['outcome'], string> = {
    applied: t`applied`,
    notMatched: t`does not match`,
    otherTrigger: t`waits for something else`,
    disabled: t`is off`,
    afterStop: t`an earlier rule stopped`,
    loop: t`would have started itself`,
    alreadyFired: t`has acted before`,
  }
  return (
    <ol className={styles.rules}>
      {run.rules.map(({ ruleId, version, name, outcome, conditions }) => (
        <li key={`${ruleId} ${version}`}>
          <details open={outcome === 'applied'}>
            <summary>
              <Split aria-hidden="true" /> {name}{' '}
              <span className={outcome === 'applied' ? styles.yes : styles.saw}>
                {outcomes[outcome]}
              </span>
            </summary>
            <EffectList run={run} ruleId={ruleId} />
            {conditions && (
              <ul className={styles.tree}>
                <VerdictTree verdict={conditions} />
              </ul>
            )}
            <Link to="/rules/{-$id}" params={{ id: ruleId }}>
              {t`Version ${version} of this rule`}
            </Link>
          </details>
        </li>
      ))}
    </ol>
  )
}

/** What a rule did, and what it did not since an earlier one had decided it. */
function EffectList({ run, ruleId }: { run: RuleRun; ruleId: string }) {
  const { t } = useLingui()
  const names = useRuleNames()
  const outcomes = {
    done: t`done`,
    unchanged: t`was so already`,
    queued: t`on its way`,
    refused: t`refused`,
  }
  const effects = run.effects.filter((effect) => effect.ruleId === ruleId)
  const conflicts = run.conflicts.filter((conflict) => conflict.ruleId === ruleId)
  return (
    <ul className={styles.tree}>
      {effects.map(({ action, outcome, problem }) => (
        <li key={JSON.stringify(action)}>
          {actionPhrase(action, names)}{' '}
          <span className={outcome === 'refused' ? styles.no : styles.yes}>
            {problem === null
              ? outcomes[outcome]
              : `${outcomes[outcome]}: ${ruleProblemText(problem)}`}
          </span>
        </li>
      ))}
      {conflicts.map(({ action }) => (
        <li key={JSON.stringify(action)}>
          {actionPhrase(action, names)}{' '}
          <span className={styles.no}>{t`an earlier rule has decided this`}</span>
        </li>
      ))}
    </ul>
  )
}
