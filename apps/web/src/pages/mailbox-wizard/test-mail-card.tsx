import type { MailboxInput, TestMail } from '@levee/contract'
import { t } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Check, MailCheck, TriangleAlert, X } from 'lucide-react'
import { announce } from '../../announcer.tsx'
import { oneDecimal } from '../../formatting/numbers.ts'
import { useTestMail } from '../../features/mailboxes/mailbox-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Spinner } from '../../ui/spinner.tsx'
import styles from './test-mail-card.module.css'

/** Sends a mail from the mailbox to itself, and tells whether it came back and how long that took. */
export function TestMailCard({ input }: { input: MailboxInput }) {
  const { t } = useLingui()
  const test = useTestMail()
  const isCurrent = JSON.stringify(test.variables) === JSON.stringify(input)
  const outcome = isCurrent ? test.data : undefined
  const send = () =>
    test.mutate(input, {
      onSuccess: (sent) => {
        const { title, text } = outcomeWords(sent)
        announce(`${title}. ${text}`)
      },
    })
  return (
    <section className={styles.card} aria-label={t`Test mail`} aria-busy={test.isPending}>
      <OutcomeIcon outcome={outcome} isRunning={test.isPending} />
      <div className={styles.words}>
        {test.isPending ? (
          <output>
            <b>{t`The test mail is on its way…`}</b>
            <p className={styles.text}>{t`Levee looks for it, for a minute at most.`}</p>
          </output>
        ) : (
          <Words outcome={outcome} error={isCurrent ? test.error : null} />
        )}
      </div>
      {!test.isPending && outcome?.outcome !== 'arrived' && (
        <Button onClick={send}>{outcome ? t`Send another one` : t`Send a test mail`}</Button>
      )}
    </section>
  )
}

type OutcomeIconProps = { outcome: TestMail | undefined; isRunning: boolean }

function OutcomeIcon({ outcome, isRunning }: OutcomeIconProps) {
  const tone =
    outcome?.outcome === 'arrived'
      ? styles.ok
      : outcome?.ok
        ? styles.warn
        : outcome && styles.failed
  return (
    <span className={classNames(styles.icon, !isRunning && tone)} aria-hidden="true">
      {isRunning ? (
        <Spinner />
      ) : outcome?.outcome === 'arrived' ? (
        <Check />
      ) : outcome?.ok ? (
        <TriangleAlert />
      ) : outcome ? (
        <X />
      ) : (
        <MailCheck />
      )}
    </span>
  )
}

function Words({ outcome, error }: { outcome: TestMail | undefined; error: Error | null }) {
  const { t } = useLingui()
  if (error) return <b>{problemText(error)}</b>
  if (!outcome) {
    return (
      <>
        <b>{t`A whole round trip`}</b>
        <p className={styles.text}>
          {t`A mail from this mailbox to itself shows that sending and receiving belong together. It is deleted afterwards.`}
        </p>
      </>
    )
  }
  const { title, text } = outcomeWords(outcome)
  return (
    <>
      <b>{title}</b>
      <p className={styles.text}>{text}</p>
    </>
  )
}

/** What came of a test mail, in the language of the screen; what a server said stays in its own words. */
function outcomeWords(test: TestMail): { title: string; text: string } {
  const { outcome, milliseconds, removed, message } = test
  const folder = test.folder ?? ''
  const seconds = oneDecimal(Math.max(0.1, milliseconds / 1000))
  const fate = removed ? t`It is deleted again.` : t`It is still on the server: delete it there.`
  const spam = t`It was in the folder ${folder}: SPF or DKIM of the domain may be missing; ask the provider.`
  const words: Record<TestMail['outcome'], { title: string; text: string }> = {
    arrived: { title: t`Round trip complete: ${seconds} s`, text: fate },
    junk: { title: t`It arrived after ${seconds} s, as spam`, text: `${spam} ${fate}` },
    missing: {
      title: t`The test mail did not arrive`,
      text: t`The sending server took it, but it was not seen within ${seconds} s. Check that both servers belong to this address; it may also only be late.`,
    },
    notSent: { title: t`The sending server did not take the test mail`, text: message },
    notRead: { title: t`The mailbox could not be read`, text: message },
  }
  return words[outcome]
}
