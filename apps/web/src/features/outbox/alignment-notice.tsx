import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { Banner } from '../../ui/banner.tsx'
import { useAlignmentText } from './alignment-text.ts'
import { sendingQuery } from './outbox-queries.ts'

/** Says to who writes that the mail may not be believed; nothing while all is well. */
export function AlignmentNotice({ mailboxId }: { mailboxId: string }) {
  const { t } = useLingui()
  const text = useAlignmentText()
  const alignment = useQuery(sendingQuery(mailboxId)).data?.alignment
  const [first] = alignment?.problems ?? []
  if (alignment?.verdict !== 'atRisk' || !first) return null
  return (
    <Banner tone="warn" icon={<TriangleAlert />}>
      <b>{t`This mail may land in spam.`}</b> {text(first.code, alignment.domain)}
    </Banner>
  )
}
