import type { WritingSettings } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { SignatureField } from '../../features/replies/signature-field.tsx'
import { useChangeWriting, writingQuery } from '../../features/replies/writing-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

const longest = 120 // seconds, as the server takes them

/** What one's mails end with, and for how long they can be taken back. */
export function WritingCard() {
  const { t } = useLingui()
  const { data, error } = useQuery(writingQuery)
  return (
    <section className={card.card} aria-labelledby="writing">
      <div className={card.head}>
        <h2 id="writing" className={card.title}>{t`Writing`}</h2>
      </div>
      {error && !data && <Banner tone="danger">{problemText(error)}</Banner>}
      {data && <WritingForm settings={data} />}
    </section>
  )
}

function WritingForm({ settings }: { settings: WritingSettings }) {
  const { t } = useLingui()
  const { locale } = useSession().user
  const change = useChangeWriting()
  const [signature, setSignature] = useState(settings.signature)
  const [seconds, setSeconds] = useState(String(settings.undoSeconds))
  const isWrong = !/^\d{1,3}$/.test(seconds.trim()) || Number(seconds) > longest
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isWrong) change.mutate({ signature, undoSeconds: Number(seconds) })
  }
  return (
    <form className={card.body} onSubmit={submit} noValidate>
      <span className={card.muted}>
        {t`Signature: your mails end with it, above that of the mailbox.`}
      </span>
      <div className={card.fields}>
        <SignatureField
          label={t`Signature`}
          html={signature}
          lang={locale}
          onChange={setSignature}
        />
      </div>
      <div className={card.fields}>
        <Field
          label={t`Seconds to take back what was sent`}
          hint={t`0: it leaves at once. At most ${longest}.`}
          type="number"
          inputMode="numeric"
          min={0}
          max={longest}
          value={seconds}
          onChange={(event) => setSeconds(event.target.value)}
          error={isWrong ? t`Enter a number from 0 to ${longest}.` : undefined}
        />
      </div>
      {change.error && <Banner tone="danger">{problemText(change.error)}</Banner>}
      <div className={card.actions}>
        <Button type="submit" busy={change.isPending}>
          {t`Save`}
        </Button>
        <Saved shown={change.isSuccess} />
      </div>
    </form>
  )
}
