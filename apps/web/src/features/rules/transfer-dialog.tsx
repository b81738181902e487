import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ImportRules } from './import-rules.tsx'
import { useExportRules } from './rule-queries.ts'
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
        <ImportRules />
      </div>
    </Dialog>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
