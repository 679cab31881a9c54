import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import type { DesktopBridge, HostEvent } from '../shared/host-api.ts'
import { channels } from '../shared/ipc-channels.ts'

/** The one bridge into the window: the typed host API, never `ipcRenderer` or an event object. */
const api: DesktopBridge = {
  shell: 'desktop',
  call: (tool, input) => ipcRenderer.invoke(channels.call, tool, input),
  send: (request) => ipcRenderer.invoke(channels.send, request),
  stop: (conversationId) => ipcRenderer.invoke(channels.stop, conversationId),
  subscribe(listener) {
    const forward = (_event: IpcRendererEvent, event: HostEvent) => listener(event)
    ipcRenderer.on(channels.event, forward)
    return () => {
      ipcRenderer.off(channels.event, forward)
    }
  },
  onConnection(listener) {
    // The host lives in the main process: while there is a window, it is there.
    listener(true)
    return () => {}
  },
}

contextBridge.exposeInMainWorld('sojourn', api)
