import { type Ledger, LEDGER_FATES, type LedgerFate } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'

/** Those that are shown even when no message has met them. */
const ALWAYS: readonly LedgerFate[] = ['filed', 'quarantined', 'unaccounted']

export function shownFates(ledger: Ledger): LedgerFate[] {
  return LEDGER_FATES.filter((fate) => ALWAYS.includes(fate) || ledger[fate] > 0)
}

export function isFate(word: string): word is LedgerFate {
  return LEDGER_FATES.some((fate) => fate === word)
}

/** What people call each fate. */
export function useFateNames(): Record<LedgerFate, string> {
  const { t } = useLingui()
  return {
    filed: t`Filed`,
    newsletters: t`Newsletters`,
    spam: t`Spam`,
    imported: t`Imported as archive`,
    sent: t`Sent mail`,
    quarantined: t`Unreadable, set aside`,
    moved: t`Moved on the server`,
    gone: t`Deleted on the server`,
    unaccounted: t`Unaccounted for`,
  }
}
