import type { MailboxInput } from '@levee/contract'
import { announce } from '../../announcer.tsx'
import { checkOutcome } from '../../features/mailboxes/check-report.tsx'
import { useCheckMailbox } from '../../features/mailboxes/mailbox-queries.ts'
import type { CheckedFolder } from './folders-step.tsx'

/** A check of the settings as they stand in a form; it counts until one of them changes. */
export function useConnectionCheck(input: MailboxInput) {
  const check = useCheckMailbox()
  const isCurrent = JSON.stringify(check.variables) === JSON.stringify(input)
  const run = (onWorking?: (folders: CheckedFolder[]) => void) =>
    check.mutate(input, {
      onSuccess: ({ ok, steps, folders }) => {
        announce(checkOutcome(steps))
        if (ok) onWorking?.(folders)
      },
    })
  return {
    run,
    isRunning: check.isPending,
    isWorking: isCurrent && check.data?.ok === true,
    error: isCurrent ? check.error : null,
    notes: (isCurrent && check.data?.notes) || [],
    /** Undefined where there is nothing to report. */
    steps: isCurrent ? (check.data?.steps ?? (check.isPending ? [] : undefined)) : undefined,
  }
}
