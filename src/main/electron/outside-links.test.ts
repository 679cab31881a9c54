import { expect, test, vi } from 'vitest'

const openExternal = vi.hoisted(() => vi.fn(async (_link: string) => {}))
vi.mock('electron', () => ({ shell: { openExternal } }))
const { openOutside } = await import('./outside-links.ts')

test.each([
  'https://example.org/a?b=c',
  'http://127.0.0.1:7420/docs',
  'cursor://anysphere.cursor-deeplink/mcp/install?name=sojourn&config=e30',
  'vscode:mcp/install?%7B%22name%22%3A%22sojourn%22%7D',
  'lmstudio://add_mcp?name=sojourn&config=e30',
])('%s is opened', (link) => {
  openOutside(link)
  expect(openExternal).toHaveBeenLastCalledWith(link)
})

test.each([
  'file:///etc/passwd',
  'javascript:alert(1)',
  'sojourn://app/',
  'smb://server/share',
  'ms-msdt:/id',
  'vscode://file/etc/passwd',
  'cursor://anysphere.cursor-deeplink/command/run',
  'not a link',
  '',
])('%j is not', (link) => {
  openExternal.mockClear()
  openOutside(link)
  expect(openExternal).not.toHaveBeenCalled()
})
