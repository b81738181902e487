import type { Upload } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { Paperclip, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useUploadTemplateFile } from '../../features/templates/template-queries.ts'
import { fileSize } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import card from '../settings/card.module.css'
import styles from './template-page.module.css'

type FilesCardProps = { files: readonly Upload[]; onChange: (files: Upload[]) => void }

/** The files that go with every reply made from a template. */
export function FilesCard({ files, onChange }: FilesCardProps) {
  const { t } = useLingui()
  const uploadFile = useUploadTemplateFile()
  const field = useRef<HTMLInputElement>(null)
  const add = async (chosen: FileList | null) => {
    let all = [...files]
    for (const file of chosen ?? []) {
      const uploaded = await uploadFile.mutateAsync(file).catch(() => null)
      if (uploaded) all = [...all, uploaded]
    }
    onChange(all)
  }
  return (
    <section className={card.card} aria-labelledby="files">
      <div className={card.head}>
        <h2 id="files" className={card.title}>{t`Files that go along`}</h2>
        <span className={card.end}>
          <Button size="small" busy={uploadFile.isPending} onClick={() => field.current?.click()}>
            <Plus /> {t`Add a file`}
          </Button>
          <input
            ref={field}
            type="file"
            multiple
            hidden
            onChange={({ target }) => {
              void add(target.files)
              target.value = ''
            }}
          />
        </span>
      </div>
      {(files.length > 0 || uploadFile.error) && (
        <div className={card.body}>
          <ul className={styles.files}>
            {files.map(({ id, name, size }) => (
              <li key={id} className={styles.file}>
                <Paperclip aria-hidden="true" size={15} />
                <span>{name}</span>
                <span className={card.muted}>{fileSize(size)}</span>
                <IconButton
                  label={t`Remove ${name}`}
                  onClick={() => onChange(files.filter((each) => each.id !== id))}
                >
                  <X />
                </IconButton>
              </li>
            ))}
          </ul>
          {uploadFile.error && <Banner tone="danger">{problemText(uploadFile.error)}</Banner>}
        </div>
      )}
    </section>
  )
}
