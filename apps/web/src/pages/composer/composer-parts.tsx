import type { Conversation } from '@levee/contract'
import { lazy, Suspense } from 'react'
import type { ComposerParts } from '../../features/replies/form/composer-parts.ts'
import { loadAdministrationTexts, loadWriting } from '../../i18n.ts'
import { Skeleton } from '../../ui/skeleton.tsx'

/** The mail that is answered; null: what is written answers none. */
export type AnsweredMail = Pick<Conversation, 'id' | 'mailboxId' | 'teamId'> | null

const loadTemplates = () => import('./composer-templates.tsx')
const ComposerTemplates = lazy(async () => ({
  default: (await loadWriting(loadTemplates)).ComposerTemplates,
}))
const TemplatesButton = lazy(async () => ({
  default: (await loadWriting(loadTemplates)).TemplatesButton,
}))

// the words of what leaves later come with the texts of the administration
const sendingParts = async () => {
  const [part] = await Promise.all([
    loadWriting(() => import('./composer-sending.tsx')),
    loadAdministrationTexts(),
  ])
  return part
}
const ComposerSchedule = lazy(async () => ({ default: (await sendingParts()).ComposerSchedule }))
const ComposerNotice = lazy(async () => ({ default: (await sendingParts()).ComposerNotice }))

/** What stands in the form of a mail and comes from other features. */
export function composerParts(answered: AnsweredMail): ComposerParts {
  return {
    panel: (composer) => (
      <Suspense fallback={<Skeleton width="100%" height={120} />}>
        <ComposerTemplates composer={composer} conversationId={answered?.id ?? null} />
      </Suspense>
    ),
    tools: (composer) => (
      <Suspense fallback={null}>
        <TemplatesButton composer={composer} />
      </Suspense>
    ),
    schedule: (composer) => (
      <Suspense fallback={null}>
        <ComposerSchedule answered={answered} composer={composer} />
      </Suspense>
    ),
    notice: (composer) => (
      <Suspense fallback={null}>
        <ComposerNotice composer={composer} />
      </Suspense>
    ),
  }
}
