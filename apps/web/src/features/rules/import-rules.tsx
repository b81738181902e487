import type { PortableRules, SieveLeft } from '@levee/contract'
import { plural, t as say } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { type ChangeEvent, useState } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useImportRules } from './rule-queries.ts'
import styles from './work-dialog.module.css'

/** Rules from a file, Levee's own or a script of Sieve: looked at first, then added. */
export function ImportRules() {
  const { t } = useLingui()
  const look = useImportRules()
  const add = useImportRules()
  const [chosen, setChosen] = useState<PortableRules | string | null>(null)
  const [isUnreadable, setUnreadable] = useState(false)
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0]
    if (!file) return
    const rules = rulesIn(file.name, await file.text())
    setUnreadable(rules === null)
    setChosen(rules)
    if (rules !== null) look.mutate({ rules, mode: 'preview' })
  }
  const problem = look.error ?? add.error
  const found = look.data?.rules ?? []
  const usable = found.filter(({ canImport }) => canImport).length
  return (
    <>
      <h3 className={styles.heading}>
        {t({ message: 'Import', context: 'what to do with a file' })}
      </h3>
      <label className={styles.row}>
        {t`A file of rules (JSON or Sieve)`}
        <input
          type="file"
          accept="application/json,.json,.sieve,.siv"
          onChange={(event) => void choose(event)}
        />
      </label>
      {isUnreadable && <Banner tone="danger">{t`This file holds no rules of Levee.`}</Banner>}
      {problem && <Banner tone="danger">{problemText(problem)}</Banner>}
      <ul className={styles.list}>
        {found.map((rule, place) => (
          <li key={`${place} ${rule.name}`}>
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
      <LeftLines left={look.data?.left ?? []} />
      {chosen !== null && usable > 0 && !add.data && (
        <Button
          variant="primary"
          busy={add.isPending}
          onClick={() => add.mutate({ rules: chosen, mode: 'add' })}
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

/** What of a script no rule can say. */
function LeftLines({ left }: { left: readonly SieveLeft[] }) {
  const { t } = useLingui()
  if (left.length === 0) return null
  const reasons: Record<SieveLeft['reason'], string> = {
    extension: t`an extension that rules do not have`,
    test: t`a test that no condition makes`,
    action: t`an action that rules do not have`,
    control: t`a control that rules do not have`,
    afterStop: t`it would act on more mail than in the script`,
  }
  return (
    <section>
      <h3 className={styles.heading}>{t`Left out of the script`}</h3>
      <ul className={styles.list}>
        {left.map(({ line, reason, evidence }) => (
          <li key={`${line} ${evidence}`}>
            {t`Line ${line}`} <code>{evidence}</code>{' '}
            <span className={styles.muted}>{reasons[reason]}</span>
          </li>
        ))}
      </ul>
    </section>
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

/** The rules in a file, a script as it is; null: it holds none. */
function rulesIn(name: string, text: string): PortableRules | string | null {
  if (/\.(?:sieve|siv)$/i.test(name)) return text.trim() === '' ? null : text
  try {
    const parsed: PortableRules = JSON.parse(text)
    return parsed.format === 'levee-rules' && Array.isArray(parsed.rules) ? parsed : null
  } catch {
    return null // not JSON: the person is told
  }
}
