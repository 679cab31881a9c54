import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import type { Answered } from '../../shared/host-api.ts'
import { channels } from '../../shared/ipc-channels.ts'
import type { PanelApi } from '../panel-api.ts'
import { appUrl } from './scheme.ts'

const sendRequest = z.object({
  message: z.string(),
  conversation_id: z.string().optional(),
  trip_id: z.string().optional(),
})

/** Answers the window's calls, each only when it comes from the app's own main frame. */
export function answerWindow(api: PanelApi, currentWindow: () => BrowserWindow | undefined): void {
  const handle = (channel: string, answer: (...args: unknown[]) => Promise<unknown>) => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      if (!isOwnFrame(event)) throw new Error('Refused: not the app’s own frame')
      return answer(...args)
    })
  }
  handle(channels.call, (tool, input) => api.call(z.string().parse(tool), input))
  handle(channels.send, (request) => answered(api.send(sendRequest.parse(request))))
  handle(channels.stop, (conversationId) => answered(api.stop(z.string().parse(conversationId))))
  api.subscribe((event) => {
    const window = currentWindow()
    if (window !== undefined && !window.isDestroyed()) window.webContents.send(channels.event, event)
  })
}

/** Our own errors as values; anything else is a bug and rejects. */
async function answered<Value>(work: Promise<Value>): Promise<Answered<Value>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    if (error instanceof SojournError) return { ok: false, error: error.toBody() }
    throw error
  }
}

function isOwnFrame(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && frame.url.startsWith(appUrl)
}
