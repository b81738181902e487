import type { LedgerFolder } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { wholeNumber } from '../../formatting/numbers.ts'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Progress } from '../../ui/progress.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import styles from './folder-progress.module.css'
import { importingLedgerQuery, ledgerQuery } from './mailbox-queries.ts'

/** How far the import is in each folder of the server. */
export function FolderProgress({
  mailboxId,
  isRunning,
}: {
  mailboxId: string
  isRunning: boolean
}) {
  const { t } = useLingui()
  const query = isRunning ? importingLedgerQuery(mailboxId) : ledgerQuery(mailboxId)
  const { data, error, refetch } = useQuery(query)
  useEffect(() => {
    if (!isRunning) void refetch() // what was asked last may be older than the end
  }, [isRunning, refetch])
  if (error && !data) return <Banner tone="danger">{problemText(error)}</Banner>
  const folders = data?.folders ?? []
  if (data && folders.length === 0 && !isRunning) return null
  return (
    <section className={styles.card} aria-labelledby="by-folder">
      <h2 id="by-folder" className={styles.title}>{t`By folder`}</h2>
      {folders.length > 0 ? (
        <ul className={styles.folders}>
          {folders.map((folder) => (
            <Folder key={folder.path} folder={folder} isRunning={isRunning} />
          ))}
        </ul>
      ) : (
        <Skeleton width="100%" height={64} />
      )}
    </section>
  )
}

function Folder({ folder, isRunning }: { folder: LedgerFolder; isRunning: boolean }) {
  const { t } = useLingui()
  const { path, server, known, checkedAt } = folder
  const done = Math.min(known, server)
  const isCounted = !isRunning || server > 0 || checkedAt !== null
  const count = isCounted ? `${wholeNumber(done)} / ${wholeNumber(server)}` : '–'
  const isDone = isCounted && done === server
  return (
    <li className={styles.folder}>
      <span className={styles.path} title={path}>
        {path}
      </span>
      <Progress
        label={path}
        value={isDone ? 100 : isCounted ? Math.floor((done / server) * 100) : null}
        tone={isDone ? 'ok' : 'accent'}
        text={isCounted ? count : t`Not counted yet`}
      />
      <span className={styles.count}>{count}</span>
    </li>
  )
}
