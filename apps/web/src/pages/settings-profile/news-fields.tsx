import type { NewsTopic, NoticeSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Toggle } from '../../ui/toggle.tsx'

type NewsFieldsProps = { draft: NoticeSettings; set: (part: Partial<NoticeSettings>) => void }

const TOPICS: readonly NewsTopic[] = ['assigned', 'message', 'note', 'reply', 'status']

/** What one is told of besides what names them, and whether it is written to them. */
export function NewsFields({ draft, set }: NewsFieldsProps) {
  const { t } = useLingui()
  const names: Record<NewsTopic, string> = {
    assigned: t`Mail that is assigned to me`,
    message: t`New messages in mail that I follow`,
    note: t`Notes on mail that I follow`,
    reply: t`Replies to mail that I follow, sent or come back`,
    status: t`Changes of status of mail that I follow`,
  }
  return (
    <>
      <ChoiceList
        label={t`Tell me of`}
        hint={t`You are always told of notes that name you or one of your departments.`}
        searchLabel={t`Find`}
        empty={t`There is nothing of this name.`}
        chosen={draft.toldOf}
        onChange={(chosen) => set({ toldOf: TOPICS.filter((topic) => chosen.includes(topic)) })}
        choices={TOPICS.map((value) => ({ value, label: names[value] }))}
      />
      <Toggle checked={draft.newsByMail} onChange={(newsByMail) => set({ newsByMail })}>
        {t`Write to me what I have not read after ten minutes, outside of quiet hours`}
      </Toggle>
    </>
  )
}
