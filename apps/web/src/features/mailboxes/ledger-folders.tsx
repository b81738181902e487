import type { LedgerFolder } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { timeAgo } from '../../formatting/dates.ts'
import { wholeNumber } from '../../formatting/numbers.ts'
import { useNow } from '../../formatting/use-now.ts'
import styles from './ledger-folders.module.css'

/** How the folders of the server and the ledger agree, each by itself. */
export function LedgerFolders({ folders }: { folders: readonly LedgerFolder[] }) {
  const { t } = useLingui()
  const now = useNow()
  if (folders.length === 0) return null
  return (
    <details className={styles.folders}>
      <summary>{t`By folder`}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">{t`Folder`}</th>
            <th scope="col">{t`On the server`}</th>
            <th scope="col">{t`In the ledger`}</th>
            <th scope="col">{t`Last compared`}</th>
          </tr>
        </thead>
        <tbody>
          {folders.map(({ path, server, known, checkedAt }) => (
            <tr key={path} className={server > known ? styles.wrong : undefined}>
              <th scope="row">{path || t`Handed over directly`}</th>
              <td>{wholeNumber(server)}</td>
              <td>{wholeNumber(known)}</td>
              <td>{checkedAt === null ? '–' : timeAgo(new Date(checkedAt), now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
