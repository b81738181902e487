import type { PolicyDeadline } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './explain-dialog.module.css'
import { kindText } from '../kind-text.ts'
import { lengthText } from './length-text.ts'
import { TraceList } from './trace-list.tsx'
import { WhatIfForm } from './what-if-form.tsx'

type ExplainDialogProps = {
  conversationId: string
  deadline: PolicyDeadline
  onClose: () => void
}

/** How a date came about: what counted, what did not and why, and by which policy and calendar. */
export function ExplainDialog({ conversationId, deadline, onClose }: ExplainDialogProps) {
  const { t } = useLingui()
  const { trace } = deadline
  const { policy, calendar } = trace
  return (
    <Dialog
      title={t`Explain this date: ${kindText(trace.kind)}`}
      open
      onOpenChange={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t`Close`}
        </Button>
      }
    >
      <div>
        <dl className={styles.facts}>
          {policy.version > 0 ? (
            <>
              <dt>{t`Time limit`}</dt>
              <dd>{lengthText(trace.length)}</dd>
              <dt>{t`Policy`}</dt>
              <dd>{t`${policy.name}, version ${policy.version}`}</dd>
            </>
          ) : (
            <>
              <dt>{t`Policy`}</dt>
              <dd>{t`None: the date was set by hand.`}</dd>
            </>
          )}
          <dt>{t`Calendar`}</dt>
          <dd>{t`${calendar.name}, version ${calendar.version} (${trace.timeZone})`}</dd>
        </dl>
        <TraceList trace={trace} />
        <WhatIfForm conversationId={conversationId} kind={trace.kind} />
      </div>
    </Dialog>
  )
}
