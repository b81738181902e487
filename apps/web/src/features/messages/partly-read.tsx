import { useLingui } from '@lingui/react/macro'
import { MailWarning } from 'lucide-react'
import { Banner } from '../../ui/banner.tsx'

/** A message of absurd size or depth is read as far as it makes sense. */
export function PartlyRead({ problem }: { problem: string | undefined }) {
  const { t } = useLingui()
  const reasons: Record<string, string> = {
    tooDeep: t`Its parts are nested too deeply.`,
    tooManyParts: t`It has more than a thousand parts; the last one listed holds the others.`,
    headerTooLong: t`Its header is longer than 256 kB.`,
  }
  const reason = reasons[problem ?? '']
  if (!reason) return null
  return (
    <Banner tone="warn" icon={<MailWarning />}>
      {t`Only the beginning of this message was read. It is kept as it arrived: download its source to see the rest.`}{' '}
      {reason}
    </Banner>
  )
}
