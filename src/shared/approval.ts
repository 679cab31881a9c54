import * as z from 'zod'
import { id } from './ids.ts'

/** A call that waits for the user's word, or waited. */
export const approval = z.object({
  approval_id: id,
  caller: z.string(),
  caller_name: z.string(),
  tool: z.string(),
  tool_title: z.string(),
  effect: z.enum(['read', 'write', 'destructive', 'external', 'spend']),
  input: z.record(z.string(), z.unknown()),
  status: z.enum(['waiting', 'allowed', 'denied', 'expired', 'used']),
  conversation_id: z.string().optional(),
  created_at: z.string(),
  answered_at: z.string().optional(),
})
export type Approval = z.infer<typeof approval>

/** What the user may say to an approval. `always` and `never` are remembered for this caller and tool. */
export const verdict = z.enum(['once', 'always', 'never', 'deny'])
export type Verdict = z.infer<typeof verdict>

/** A remembered word: revocable in Settings. */
export const permission = z.object({
  permission_id: id,
  caller: z.string(),
  caller_name: z.string(),
  tool: z.string(),
  decision: z.enum(['allow', 'deny']),
  created_at: z.string(),
})
export type Permission = z.infer<typeof permission>
