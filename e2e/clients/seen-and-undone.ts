import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import * as z from 'zod'
import { expect } from '../fixtures.ts'
import { taskList } from '../host/answers.ts'
import type { StartedHost } from '../host/started-host.ts'
import type { App } from '../pages/app.ts'

/** An assistant's side of the bridge, whichever program plays it. */
export interface Assistant {
  /** As the app calls it. */
  name: string
  listTools(): Promise<string[]>
  /** Calls a tool and gives its structured content. */
  call(tool: string, input: Record<string, unknown>): Promise<unknown>
}

/** What an assistant does comes up in the open app under its name, is undone there, and is gone for the assistant. */
export async function seenAndUndone(app: App, assistant: Assistant): Promise<void> {
  const tools = await assistant.listTools()
  expect(tools).toEqual(expect.arrayContaining(['add_task', 'list_tasks']))
  expect(tools).not.toContain('create_access_token')

  const title = 'Pack the blue bag'
  await app.goTo('Tasks')
  await expect(app.tasks.quickAdd).toBeVisible()
  expect(await assistant.call('add_task', { title })).toMatchObject({ title, status: 'created' })
  await expect(app.tasks.task(title)).toBeVisible()
  expect(taskList.parse(await assistant.call('list_tasks', {})).tasks).toMatchObject([{ title }])

  await app.goTo('Activity')
  const change = app.page.getByRole('main').getByRole('listitem').filter({ hasText: title })
  await expect(change).toContainText(assistant.name)
  await change.getByRole('button', { name: /^Undo: / }).click()
  await expect(change.getByRole('button', { name: /^Redo: / })).toBeVisible()
  await app.goTo('Tasks')
  await expect(app.tasks.quickAdd).toBeVisible()
  await expect(app.tasks.task(title)).toBeHidden()
  expect(taskList.parse(await assistant.call('list_tasks', { status: 'all' })).tasks).toEqual([])
}

/** The assistant that an SDK client is. */
export function assistantOf(client: Client, name: string): Assistant {
  return {
    name,
    listTools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    call: async (tool, input) => {
      const { isError, structuredContent, content } = await client.callTool({ name: tool, arguments: input })
      if (isError === true) throw new Error(`${tool} failed: ${JSON.stringify(content)}`)
      return structuredContent
    },
  }
}

const made = z.object({ token: z.string(), client: z.object({ name: z.string() }) })

/** A personal access token that may see and change tasks alone. */
export async function tokenFor(host: StartedHost, name: string): Promise<string> {
  return (await host.call('create_access_token', { name, scopes: ['tasks:read', 'tasks:write'] }, made)).token
}
