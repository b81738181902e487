import type { NotAcknowledged } from '@levee/contract'
import { t } from '@lingui/core/macro'

/** Why a mail was not acknowledged, or why that waits, after the name of whoever decided it. */
export function notAcknowledgedText({ reason, isHeld, missing }: Record<string, unknown>): string {
  const why = reasonText(String(reason), Array.isArray(missing) ? missing.join(', ') : '')
  return isHeld === true
    ? t`holds the acknowledgement back: ${why}`
    : t`did not acknowledge it: ${why}`
}

function reasonText(reason: string, missing: string): string {
  const texts: Record<NotAcknowledged, string> = {
    robot: t`a program wrote it`,
    list: t`it came through a mailing list`,
    newsletter: t`it is a newsletter`,
    spam: t`it is spam`,
    notRegistered: t`it has no registration number`,
    imported: t`it was there before`,
    own: t`it is from one of our own mailboxes`,
    noAddress: t`its sender has no address that can be written to`,
    robotAddress: t`nobody reads the address of its sender`,
    replyElsewhere: t`answers would go to another domain than its sender’s`,
    answered: t`it was answered already`,
    late: t`it is too old`,
    suspicious: t`it is doubtful from whom it is`,
    stopped: t`acknowledgements are stopped`,
    today: t`its sender got one within the last 24 hours`,
    noTemplate: t`the template no longer exists`,
    missing: t`nothing is known for ${missing}`,
    noSender: t`no mailbox of this mail can send`,
  }
  return isReason(reason, texts) ? texts[reason] : reason
}

function isReason(word: string, texts: object): word is NotAcknowledged {
  return Object.hasOwn(texts, word)
}
