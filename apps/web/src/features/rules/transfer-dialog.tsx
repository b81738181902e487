import type { PortableRules } from '@levee/contract'
import { plural, t as say } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useExportRules, useImportRules } from './rule-queries.ts'
import styles from './work-dialog.module.css'

/** The rule book as a file, and from one: as JSON whole, as Sieve as far as Sieve can say it. */
export function TransferDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const book = useExportRules()
  const save = (format: 'json' | 'sieve') =>
    book.mutate(format, {
      onSuccess: (answer) => {
        const text = format === 'sieve' ? (answer.script ?? '') : JSON.stringify(answer, null, 2)
        download(format === 'sieve' ? 'rules.sieve' : 'rules.json', text)
      },
    })
  const left = book.data?.left ?? []
  return (
    <Dialog
      title={t`Import and export`}
      open
      width="wide"
      onOpenChange={(open) => !open && onClose()}
    >
      <div className={styles.body}>
        <h3 className={styles.heading}>{t`Export`}</h3>
        <div className={styles.row}>
          <Button busy={book.isPending} onClick={() => save('json')}>
            <Download /> {t`All rules as JSON`}
          </Button>
          <Button busy={book.isPending} onClick={() => save('sieve')}>
            <Download /> {t`As Sieve, for the mail server`}
          </Button>
        </div>
        {left.length > 0 && (
          <Banner tone="warn">
            {plural(left.length, {
              one: '# rule says what Sieve cannot: it is marked in the file.',
              other: '# rules say what Sieve cannot: they are marked in the file.',
            })}
          </Banner>
        )}
        {book.error && <Banner tone="danger">{problemText(book.error)}</Banner>}
        <ImportPart />
      </div>
    </Dialog>
  )
}

function ImportPart() {
  const { t } = useLingui()
  const look = useImportRules()
  const add = useImportRules()
  const [chosen, setChosen] = useState<PortableRules | null>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    const rules = bookIn(await file.text())
    setUnreadable(rules === null)
    setChosen(rules)
    if (rules) look.mutate({ book: rules, mode: 'preview' })
  }
  const problem = look.error ?? add.error
  const found = look.data?.rules ?? []
  const usable = found.filter(({ canImport }) => canImport).length
  return (
    <>
      <h3 className={styles.heading}>{t`Import`}</h3>
      <label className={styles.row}>
        {t`A file of rules (JSON)`}
        <input
          type="file"
          accept="application/json,.json"
          onChange={(event) => void choose(event)}
        />
      </label>
      {isUnreadable && <Banner tone="danger">{t`This file holds no rules of Levee.`}</Banner>}
      {problem && <Banner tone="danger">{problemText(problem)}</Banner>}
      <ul className={styles.list}>
        {found.map((rule) => (
          <li key={rule.name}>
            <b>{rule.name}</b>{' '}
            <span className={styles.muted}>
              {[
                ...rule.unknown.map(({ kind, name }) => t`not here: ${kindText(kind)} “${name}”`),
                ...rule.problems.map(({ message }) => message),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {chosen && usable > 0 && !add.data && (
        <Button
          variant="primary"
          busy={add.isPending}
          onClick={() => add.mutate({ book: chosen, mode: 'add' })}
        >
          {plural(usable, {
            one: 'Add # rule, switched off',
            other: 'Add # rules, switched off',
          })}
        </Button>
      )}
      {add.data && (
        <output>
          {plural(add.data.added, { one: '# rule was added.', other: '# rules were added.' })}
        </output>
      )}
    </>
  )
}

function kindText(kind: string): string {
  const kinds: Readonly<Record<string, string>> = {
    team: say`department`,
    user: say`person`,
    tag: say`tag`,
    mailbox: say`mailbox`,
    template: say`template`,
    policy: say`deadline policy`,
  }
  return kinds[kind] ?? kind
}

/** The rules in a file; null: it holds none. */
function bookIn(text: string): PortableRules | null {
  try {
    const parsed: PortableRules = JSON.parse(text)
    return parsed.format === 'levee-rules' && Array.isArray(parsed.rules) ? parsed : null
  } catch {
    return null // not JSON: the person is told
  }
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
