import type { Conversation, LinkKind } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Inbox } from 'lucide-react'
import { useState } from 'react'
import { Picker } from '../../ui/picker.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './link-picker.module.css'

type LinkPickerProps = {
  /** What was found for the words that were typed last. */
  found: readonly Conversation[]
  onWords: (words: string) => void
  onLink: (kind: LinkKind, to: Conversation) => void
}

/** Chooses the mail with which this one is linked, by number or by words, and how the two belong together. */
export function LinkPicker({ found, onWords, onLink }: LinkPickerProps) {
  const { t } = useLingui()
  const [kind, setKind] = useState<LinkKind>('relatedTo')
  return (
    <div className={styles.picker}>
      <Segmented
        label={t`How they belong together`}
        value={kind}
        onChange={setKind}
        options={[
          { value: 'relatedTo', label: t`Related to` },
          { value: 'duplicateOf', label: t`Duplicate of` },
          { value: 'followUpOf', label: t`Follow-up of` },
        ]}
      />
      <Picker
        label={t`Link with another mail`}
        placeholder={t`Number, sender or subject…`}
        onText={onWords}
        options={found.map(({ id, reference, subject, from }) => ({
          id,
          label: subject || t`No subject`,
          hint: [reference, from.name || from.address].filter(Boolean).join(' · '),
          icon: <Inbox />,
        }))}
        onPick={({ id }) => {
          const to = found.find((other) => other.id === id)
          if (to) onLink(kind, to)
        }}
      />
    </div>
  )
}
