import { useLingui } from '@lingui/react/macro'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import styles from './macros-dialog.module.css'

type MacrosDialogProps = {
  url: string
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Says what macros are before a file that has some is handed out. */
export function MacrosDialog({ url, name, open, onOpenChange }: MacrosDialogProps) {
  const { t } = useLingui()
  return (
    <Dialog
      title={t`This file contains macros`}
      open={open}
      onOpenChange={onOpenChange}
      footer={
        <>
          <a
            className={buttonClass({ variant: 'danger' })}
            href={url}
            download={name}
            onClick={() => onOpenChange(false)}
          >
            {t`Download anyway`}
          </a>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            {t`Cancel`}
          </Button>
        </>
      }
    >
      <div className={styles.text}>
        <p className={styles.name}>{name}</p>
        <p>
          {t`Macros are programs in a document. Once enabled, they can do whatever you can: encrypt files, write to your correspondents.`}
        </p>
        <p>
          {t`Open it only if you expected it, without enabling them. In doubt, call the sender or ask for a PDF.`}
        </p>
      </div>
    </Dialog>
  )
}
