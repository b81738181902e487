import type { RuleToTry } from '@levee/contract'
import { useLingui } from '@lingui/react/macro'
import type { RuleCondition } from '@levee/domain'
import { Lightbulb } from 'lucide-react'
import { useEffect } from 'react'
import { problemText } from '../../problem-text.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { useRuleNames } from './rule-names.ts'
import { useSuggestExclusions } from './rule-queries.ts'
import { conditionSentence } from './rule-sentence.ts'

type ExclusionHintProps = {
  rule: RuleToTry
  falsePositives: readonly string[]
  matched: readonly string[]
  onAdd: (exclusion: RuleCondition) => void
}

/** What would keep the rule from the mails that were marked as not meant. */
export function ExclusionHint({ rule, falsePositives, matched, onAdd }: ExclusionHintProps) {
  const { t } = useLingui()
  const names = useRuleNames()
  const { mutate, data, error } = useSuggestExclusions()
  useEffect(() => {
    mutate({
      rule,
      falsePositives: [...falsePositives],
      matched: matched.filter((id) => !falsePositives.includes(id)),
    })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps -- asked once: other marks are another hint
  }, [mutate])
  if (error) return <Banner tone="danger">{problemText(error)}</Banner>
  if (!data) return null
  const { exclusion, covered } = data
  if (exclusion === null)
    return (
      <Banner tone="info" icon={<Lightbulb />}>
        {t`Nothing tells these mails from the others. Narrow the conditions by hand.`}
      </Banner>
    )
  const sentence = conditionSentence({ any: exclusion.none }, names)
  return (
    <Banner
      tone="info"
      icon={<Lightbulb />}
      action={
        <Button variant="ghost" size="small" onClick={() => onAdd(exclusion)}>
          {t`Add`}
        </Button>
      }
    >
      {t`Excluding mail when ${sentence} keeps ${covered} of ${falsePositives.length} away.`}
    </Banner>
  )
}
