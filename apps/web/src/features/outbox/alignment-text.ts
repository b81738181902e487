import type { AlignmentProblem } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'

/** What is wrong with the domain of a mailbox, in words. */
export function useAlignmentText(): (problem: AlignmentProblem, domain: string) => string {
  const { t } = useLingui()
  return (problem, domain) => {
    const texts: Record<AlignmentProblem, string> = {
      spfMissing: t`${domain} does not say which servers may send its mail (SPF).`,
      spfSeveral: t`${domain} has several SPF records, so that none counts: keep one.`,
      spfLacksServer: t`The SPF record of ${domain} does not name the server that sends for this mailbox.`,
      spfForAll: t`The SPF record of ${domain} lets everybody send in its name.`,
      dkimNotFound: t`No DKIM key of ${domain} was found. Switch signing on at your mail provider.`,
      dmarcMissing: t`${domain} has no DMARC policy: large providers ask for one.`,
      dmarcBroken: t`The DMARC policy of ${domain} cannot be read.`,
      willBeRefused: t`Its own DMARC policy tells receivers to refuse what this mailbox sends.`,
    }
    return texts[problem]
  }
}
