import { declareLegitimate, reportPhishing } from '@levee/contract'
import { useMutation } from '@tanstack/react-query'
import { call } from '../../call.ts'

type Seen = { id: string; revision: number }

/** Sets the mail aside as phishing, with the same campaign in every mailbox. */
export function useReportPhishing() {
  return useMutation({
    mutationFn: ({ id, revision }: Seen) =>
      call(reportPhishing, { params: { id }, body: { revision } }),
  })
}

/** Says that a suspicious mail is legitimate, or confirms it. */
export function useDeclareLegitimate() {
  return useMutation({
    mutationFn: ({ id, revision, reason }: Seen & { reason: string }) =>
      call(declareLegitimate, { params: { id }, body: { revision, reason } }),
  })
}
