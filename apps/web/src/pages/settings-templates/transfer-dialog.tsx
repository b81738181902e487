import type { TemplateFile } from '@levee/contract'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { Download } from 'lucide-react'
import { useState } from 'react'
import {
  useExportTemplates,
  useImportTemplates,
} from '../../features/templates/template-queries.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import card from '../settings/card.module.css'

/** All templates as a file, and from one. */
export function TransferDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const book = useExportTemplates()
  const save = () =>
    book.mutate(undefined, {
      onSuccess: (file) => download('templates.json', JSON.stringify(file, null, 2)),
    })
  return (
    <Dialog title={t`Import and export`} open onOpenChange={(open) => !open && onClose()}>
      <div className={card.body}>
        <p className={card.text}>
          {t`The file names tags, people and mailboxes, so that another organisation can use it. Attached files are not in it.`}
        </p>
        <div className={card.actions}>
          <Button busy={book.isPending} onClick={save}>
            <Download /> {t`All templates as JSON`}
          </Button>
        </div>
        {book.error && <Banner tone="danger">{problemText(book.error)}</Banner>}
        <ImportField />
      </div>
    </Dialog>
  )
}

function ImportField() {
  const { t } = useLingui()
  const imported = useImportTemplates()
  const [isUnreadable, setUnreadable] = useState(false)
  const read = async (file: File) => {
    try {
      const parsed: TemplateFile = JSON.parse(await file.text())
      setUnreadable(false)
      imported.mutate(parsed)
    } catch {
      setUnreadable(true)
    }
  }
  return (
    <>
      <Field
        label={t`Import a file`}
        hint={t`Templates of the same name, folder and language are replaced.`}
        type="file"
        accept="application/json,.json"
        disabled={imported.isPending}
        error={isUnreadable ? t`This is no file of templates.` : undefined}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) void read(file)
        }}
      />
      {imported.error && <Banner tone="danger">{problemText(imported.error)}</Banner>}
      {imported.data && <Outcome {...imported.data} />}
    </>
  )
}

function Outcome(done: { added: number; replaced: number; unknown: string[] }) {
  const { t } = useLingui()
  const added = plural(done.added, { one: '# template added', other: '# templates added' })
  const replaced = plural(done.replaced, { one: '# replaced', other: '# replaced' })
  const unknown = done.unknown.join(', ')
  return (
    <Banner tone={unknown === '' ? 'info' : 'warn'}>
      {`${added}, ${replaced}. `}
      {unknown !== '' && t`Nobody here knows: ${unknown}. That was left out.`}
    </Banner>
  )
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
