import type { Migration } from '../platform/database/database.ts'
import type { Approval } from '../shared/approval.ts'
import type { Effect } from '../shared/tool.ts'

export interface ApprovalRow {
  approval_id: string
  user_id: string
  caller: string
  caller_name: string
  tool: string
  tool_title: string
  effect: Effect
  input: string
  input_hash: string
  status: Approval['status']
  conversation_id: string | null
  created_at: string
  answered_at: string | null
}

export interface PermissionRow {
  permission_id: string
  user_id: string
  caller: string
  caller_name: string
  tool: string
  decision: 'allow' | 'deny'
  created_at: string
}

export interface ApprovalTables {
  approvals: ApprovalRow
  permissions: PermissionRow
}

export const approvalMigrations: Migration[] = [
  {
    server: 'approvals',
    number: 1,
    name: 'approvals and permissions',
    sql: `
      CREATE TABLE approvals (
        approval_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, caller TEXT NOT NULL, caller_name TEXT NOT NULL,
        tool TEXT NOT NULL, tool_title TEXT NOT NULL, effect TEXT NOT NULL, input TEXT NOT NULL, input_hash TEXT NOT NULL,
        status TEXT NOT NULL, conversation_id TEXT, created_at TEXT NOT NULL, answered_at TEXT
      ) STRICT;
      CREATE INDEX approvals_by_call ON approvals (user_id, caller, tool, input_hash, status);
      CREATE TABLE permissions (
        permission_id TEXT PRIMARY KEY, user_id TEXT NOT NULL, caller TEXT NOT NULL, caller_name TEXT NOT NULL,
        tool TEXT NOT NULL, decision TEXT NOT NULL CHECK (decision IN ('allow', 'deny')), created_at TEXT NOT NULL,
        UNIQUE (user_id, caller, tool)
      ) STRICT;
    `,
  },
]
