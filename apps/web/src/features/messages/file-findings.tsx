import type { Attachment } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import { classNames } from '../../ui/class-names.ts'
import styles from './file-findings.module.css'

type Finding = Attachment['findings'][number]
type FileFindingsProps = {
  file: Pick<Attachment, 'name' | 'findings'>
  className?: string | undefined
}

/** What speaks against a file, one sentence for each kind; what its state says already is left out. */
export function FileFindings({ file, className }: FileFindingsProps) {
  const textOf = useFindingText(file.name)
  const told = file.findings.flatMap(({ kind, detail }) => {
    const text = textOf({ kind, detail })
    return text === null ? [] : { kind, text }
  })
  return [...Map.groupBy(told, ({ kind }) => kind)].map(([kind, [first, ...more]]) => (
    <span key={kind} className={classNames(styles[kind], className)}>
      {first?.text}
      {more.length > 0 && ` (+${more.length})`}
    </span>
  ))
}

function useFindingText(name: string): (finding: Finding) => string | null {
  const { t } = useLingui()
  return ({ kind, detail }) => {
    const inner = detail !== name && /.\./.test(detail) ? detail : null
    switch (kind) {
      case 'malware':
        return t`Virus: ${detail}`
      case 'macros': {
        const document = inner?.replace(/(?:^|\/)[^/]*\/vbaProject\.bin$/i, '')
        return document ? t`Macros in ${document}` : null
      }
      case 'runs':
        return inner ? t`${inner} runs when opened` : t`Runs when opened`
      case 'page':
        return t`Web page: type no password in it`
      case 'disguised':
        return inner ? t`${inner} hides its real ending` : t`Really ends in ${detail}`
      case 'otherType': {
        const type = detail.toUpperCase()
        return t`True type: ${type}`
      }
      case 'encrypted':
        return t`Locked by a password`
      case 'unseen':
        return t`Could not be looked through`
      case 'outside':
        return t`Unpacks elsewhere: ${detail}`
    }
  }
}
