import { useLingui } from '@lingui/react/macro'
import { LogOut } from 'lucide-react'
import { useSignOut } from '../../features/session/session-queries.ts'
import { Button } from '../../ui/button.tsx'
import { SettingsPage } from '../settings/settings-page.tsx'
import { AppearanceCard } from './appearance-card.tsx'
import { BrowsersCard } from './browsers-card.tsx'
import { FeedsCard } from './feeds-card.tsx'
import { IdentityCard } from './identity-card.tsx'
import { NoticesCard } from './notices-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { WritingCard } from './writing-card.tsx'

export function ProfilePage() {
  const { t } = useLingui()
  const signOut = useSignOut()
  return (
    <SettingsPage
      title={t`Profile`}
      actions={
        <Button onClick={() => signOut.mutate()} busy={signOut.isPending}>
          <LogOut /> {t`Sign out`}
        </Button>
      }
    >
      <IdentityCard />
      <WritingCard />
      <AppearanceCard />
      <NoticesCard />
      <BrowsersCard />
      <FeedsCard />
      <PasswordCard />
    </SettingsPage>
  )
}
