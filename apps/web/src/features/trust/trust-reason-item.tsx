import type { Message } from '@levee/contract'
import {
  FileX2,
  Globe,
  Link2Off,
  type LucideIcon,
  Reply,
  ShieldAlert,
  ShieldCheck,
  ShieldX,
  UserRoundPlus,
  UserRoundX,
} from 'lucide-react'
import { classNames } from '../../ui/class-names.ts'
import { NameComparison } from './name-comparison.tsx'
import styles from './trust-reason-item.module.css'

export type TrustReason = Message['trust']['reasons'][number]

const ICONS: Record<string, LucideIcon> = {
  lookalikeDomain: Globe,
  mixedScriptDomain: Globe,
  punycodeDomain: Globe,
  colleagueName: UserRoundX,
  knownName: UserRoundX,
  nameShowsAddress: UserRoundX,
  ownDomainUnverified: ShieldX,
  dmarcFail: ShieldX,
  notAuthenticated: ShieldX,
  replyToElsewhere: Reply,
  severalReplyTo: Reply,
  replyToOurselves: Reply,
  linkElsewhere: Link2Off,
  lookalikeLink: Link2Off,
  dangerousFile: FileX2,
  macroFile: FileX2,
  encryptedArchive: FileX2,
  firstMessage: UserRoundPlus,
  verified: ShieldCheck,
  declaredLegitimate: ShieldCheck,
}

/** One reason: what is odd, the evidence, and what it means. */
export function TrustReasonItem({ reason }: { reason: TrustReason }) {
  const { code, strength, title, text, details } = reason
  const Icon = ICONS[code] ?? ShieldAlert
  const { usual, found } = details
  return (
    <li className={classNames(styles.item, strength === 'strong' && styles.strong)}>
      <Icon aria-hidden="true" />
      <div>
        <h3 className={styles.title}>{title}</h3>
        {usual !== undefined && found !== undefined && (
          <NameComparison usual={usual} found={found} />
        )}
        <p className={styles.text}>{text}</p>
      </div>
    </li>
  )
}
