import type { Mailbox } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { SignatureField } from '../../features/replies/signature-field.tsx'
import { useSetMailboxSignature, writingQuery } from '../../features/replies/writing-queries.ts'
import { useSession } from '../../features/session/session-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import card from '../settings/card.module.css'
import { Saved } from '../settings/saved.tsx'

/** What every mail that leaves this mailbox ends with; nothing for one that cannot send. */
export function SignatureCard({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const { data } = useQuery(writingQuery)
  const own = data?.mailboxes.find(({ id }) => id === mailbox.id)
  if (!own) return null
  return (
    <section className={card.card} aria-labelledby="signature">
      <div className={card.head}>
        <h2 id="signature" className={card.title}>{t`Signature`}</h2>
      </div>
      <SignatureForm key={mailbox.id} mailboxId={mailbox.id} stored={own.signature} />
    </section>
  )
}

function SignatureForm({ mailboxId, stored }: { mailboxId: string; stored: string }) {
  const { t } = useLingui()
  const { locale } = useSession().user
  const save = useSetMailboxSignature(mailboxId)
  const [signature, setSignature] = useState(stored)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate(signature)
  }
  return (
    <form className={card.body} onSubmit={submit}>
      <span className={card.muted}>
        {t`Mails from this mailbox end with it, below the signature of who writes.`}
      </span>
      <div className={card.fields}>
        <SignatureField
          label={t`Signature of the mailbox`}
          html={signature}
          lang={locale}
          onChange={setSignature}
        />
      </div>
      {save.error && <Banner tone="danger">{problemText(save.error)}</Banner>}
      <div className={card.actions}>
        <Button type="submit" busy={save.isPending}>
          {t`Save`}
        </Button>
        <Saved shown={save.isSuccess} />
      </div>
    </form>
  )
}
