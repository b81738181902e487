import type { CheckedStep } from '@levee/contract'
import { CheckReport } from '../../features/mailboxes/check-report.tsx'
import type { Server } from '../../features/mailboxes/suggest-servers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'

type CheckOutcomeProps = {
  check: { isRunning: boolean; error: Error | null; steps: CheckedStep[] | undefined }
  label: string
  server: Server
  username: string
}

/** What came of a check, once there was one. */
export function CheckOutcome({ check, label, server, username }: CheckOutcomeProps) {
  if (check.error) return <Banner tone="danger">{problemText(check.error)}</Banner>
  if (!check.steps) return null
  return (
    <CheckReport
      label={label}
      server={server}
      username={username}
      steps={check.steps}
      running={check.isRunning}
    />
  )
}
