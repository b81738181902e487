import { sql, type Tx } from '@levee/db'

/** Sets the policy of conversations, whatever the conditions say; null lets these decide again. `followClocks` comes after. */
export async function setDeadlinePolicy(
  tx: Tx,
  conversationIds: readonly string[],
  policyId: string | null,
): Promise<void> {
  await tx.run(sql`
    insert into deadline_clock (conversation_id, policy_id)
    select id, ${policyId}::uuid from unnest(${conversationIds}::uuid[]) as c(id)
    on conflict (conversation_id) do update set policy_id = excluded.policy_id`)
}
