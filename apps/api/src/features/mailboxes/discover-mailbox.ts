import type { Answer, Body, discoverMailbox } from '@levee/contract'
import { type Advice, adviceText, type Language, rankCandidates } from '@levee/domain'
import { discoverSettings } from '@levee/mail'
import type { Deps } from '../../deps.ts'

/** Finds out how the mailbox of an address is reached, with advice in a language. */
export async function discoverMailboxSettings(
  { dns, internet, now }: Pick<Deps, 'dns' | 'internet' | 'now'>,
  { address, readers = 'several', room = 'enough' }: Body<typeof discoverMailbox>,
  language: Language,
): Promise<Answer<typeof discoverMailbox>> {
  const begun = now()
  const facts = await discoverSettings(address, { dns, internet })
  const { candidates, protocols } = rankCandidates(facts, { readers, room })
  const inWords = <A extends { advice: Advice[] }>(advised: A) => ({
    ...advised,
    advice: advised.advice.map((each) => ({ ...each, text: adviceText(each, language) })),
  })
  return {
    candidates: candidates.map(inWords),
    protocols: protocols.map(inWords),
    provider: facts.provider ?? null,
    hasOwnServer: facts.hasOwnServer,
    sources: facts.sources,
    milliseconds: now().getTime() - begun.getTime(),
  }
}
