import { useLingui } from '@lingui/react/macro'
import { problemText } from '../../problem-text.ts'
import { showToast } from '../../ui/toast-store.ts'

/** Says that a draft was discarded, and offers to bring it back. */
export function useOfferDraft(): <Place>(
  bringBack: () => Promise<Place>,
  goOn: (place: Place) => void,
) => void {
  const { t } = useLingui()
  return (bringBack, goOn) =>
    showToast({
      tone: 'done',
      text: t`The draft is discarded.`,
      action: {
        label: t`Undo`,
        run: () =>
          void bringBack().then(goOn, (error: unknown) =>
            showToast({ tone: 'problem', text: problemText(error) }),
          ),
      },
    })
}
