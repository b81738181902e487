import type { MailboxDiscovery } from '@levee/contract'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { discoveryQuery } from '../../features/mailboxes/mailbox-queries.ts'
import { AdminsOnly } from '../../features/session/admins-only.tsx'
import { AddressStep } from './address-step.tsx'
import { type CheckedFolder, FoldersStep } from './folders-step.tsx'
import { ImportStep } from './import-step.tsx'
import { IncomingStep } from './incoming-step.tsx'
import { SendingStep } from './sending-step.tsx'
import { draftOf, type Secrets, type WizardStep } from './wizard-draft.ts'
import type { WizardSearch } from './wizard-search.ts'

const route = '/settings/mailboxes/new/$step'

/** The search for the servers of the address. */
export type Discovery = {
  data: MailboxDiscovery | undefined
  isPending: boolean
  error: Error | null
  retry: () => void
}

/** What every step is given: what is known so far, and the ways on. */
export type StepProps = {
  search: WizardSearch
  discovery: Discovery
  secrets: Secrets
  onSecrets: (secrets: Secrets) => void
  goTo: (step: WizardStep, search?: WizardSearch) => void
  /** The draft has become a mailbox. */
  showImport: (mailboxId: string) => void
  leave: () => void
}

export function MailboxWizardPage() {
  return (
    <AdminsOnly>
      <Wizard />
    </AdminsOnly>
  )
}

function useDiscovery(address: string): Discovery {
  const { data, isFetching, error, refetch } = useQuery(discoveryQuery(address))
  return { data, isPending: isFetching && !data, error, retry: () => void refetch() }
}

function Wizard() {
  const { step } = useParams({ from: route })
  const search = useSearch({ from: route })
  const navigate = useNavigate()
  const [secrets, setSecrets] = useState<Secrets>({ incoming: '', outgoing: '' })
  const [folders, setFolders] = useState<CheckedFolder[] | null>(null)
  const props: StepProps = {
    search,
    discovery: useDiscovery(step === 'import' ? '' : (search.address ?? '')),
    secrets,
    onSecrets: setSecrets,
    goTo: (next, changed) =>
      void navigate({ to: route, params: { step: next }, search: { ...search, ...changed } }),
    showImport: (mailbox) =>
      void navigate({ to: route, params: { step: 'import' }, search: { mailbox } }),
    leave: () => void navigate({ to: '/settings/mailboxes' }),
  }
  const known = draftOf(search)
  if (step === 'import') {
    if (search.mailbox !== undefined)
      return <ImportStep mailboxId={search.mailbox} leave={props.leave} />
    return <Navigate to={route} params={{ step: 'address' }} search={search} replace />
  }
  if (step !== 'address' && known.address === '') {
    return <Navigate to={route} params={{ step: 'address' }} search={search} replace />
  }
  // The password is not kept in the URL: whoever comes back later enters it again.
  if ((step === 'sending' || step === 'folders') && folders === null) {
    return <Navigate to={route} params={{ step: 'incoming' }} search={search} replace />
  }
  switch (step) {
    case 'incoming':
      return <IncomingStep {...props} onChecked={setFolders} />
    case 'sending':
      return <SendingStep {...props} />
    case 'folders':
      return <FoldersStep {...props} folders={folders ?? []} />
    default:
      return <AddressStep {...props} />
  }
}
