import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import * as z from 'zod'
import { SojournError } from '../../shared/errors.ts'
import type { Answered, CallResult } from '../../shared/host-api.ts'
import { channels } from '../../shared/ipc-channels.ts'
import type { PanelApi } from '../panel-api.ts'
import { isOwnUrl } from './scheme.ts'

const sendRequest = z.object({
  message: z.string(),
  conversation_id: z.string().optional(),
  trip_id: z.string().optional(),
})

/** Answers the windows' calls, each only when it comes from the app's own main frame. */
export function answerWindows(api: PanelApi): void {
  const handle = (channel: string, answer: (...args: unknown[]) => Promise<unknown>) => {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      if (!isOwnFrame(event)) throw new Error('Refused: not the app’s own frame')
      return answer(...args)
    })
  }
  handle(channels.call, async (tool, input): Promise<CallResult> => {
    const called = await answered(async () => api.call(z.string().parse(tool), input))
    return called.ok ? called.value : called
  })
  handle(channels.send, (request) => answered(async () => api.send(sendRequest.parse(request))))
  handle(channels.stop, (conversationId) => answered(async () => api.stop(z.string().parse(conversationId))))
}

/** Hands on what happens in the host to a window for as long as it is open; nobody looks on after that. */
export function forwardEvents(api: PanelApi, window: BrowserWindow): void {
  const stop = api.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send(channels.event, event)
  })
  window.once('closed', stop)
}

/** Errors as values: their own fields would be lost on the way. What is not ours leaves no detail. */
async function answered<Value>(work: () => Promise<Value>): Promise<Answered<Value>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    if (error instanceof SojournError) return { ok: false, error: error.toBody() }
    console.error('A call of the window failed:', error)
    return { ok: false, error: new SojournError('internal', 'Something went wrong inside Sojourn.').toBody() }
  }
}

function isOwnFrame({ senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && isOwnUrl(senderFrame.url)
}
