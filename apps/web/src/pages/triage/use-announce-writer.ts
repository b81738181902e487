import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { announce } from '../../announcer.tsx'
import { usePresent } from '../../features/conversations/presence-queries.ts'

/** Tells screen readers when somebody else starts to answer the open mail. */
export function useAnnounceWriter(conversationId: string): void {
  const { t } = useLingui()
  const name = usePresent(conversationId).find(({ state }) => state === 'writing')?.name
  const text = name === undefined ? '' : t`${name} is replying to this mail.`
  useEffect(() => {
    if (text !== '') announce(text)
  }, [text])
}
