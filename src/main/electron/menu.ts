import { type BrowserWindow, Menu, type MenuItemConstructorOptions } from 'electron'

/** The application menu: the roles that a system expects, editing among them, whose shortcuts macOS takes from here. */
export function setMenu(options: { developer: boolean }): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(options.developer
      ? [{ type: 'separator' } as const, { role: 'reload' } as const, { role: 'toggleDevTools' } as const]
      : []),
  ]
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
      { role: 'fileMenu' },
      { role: 'editMenu' },
      { label: '&View', submenu: view },
      { role: 'windowMenu' },
    ]),
  )
}

/** What a right click offers where one writes or has marked text: Electron brings no such menu of its own. */
export function offerEditing(window: BrowserWindow): void {
  const { webContents } = window
  webContents.on('context-menu', (_event, { isEditable, selectionText, editFlags, dictionarySuggestions }) => {
    const items: MenuItemConstructorOptions[] = isEditable
      ? [
          ...dictionarySuggestions.map((label) => ({ label, click: () => webContents.replaceMisspelling(label) })),
          ...(dictionarySuggestions.length === 0 ? [] : [{ type: 'separator' } as const]),
          { role: 'cut', enabled: editFlags.canCut },
          { role: 'copy', enabled: editFlags.canCopy },
          { role: 'paste', enabled: editFlags.canPaste },
          { type: 'separator' },
          { role: 'selectAll', enabled: editFlags.canSelectAll },
        ]
      : selectionText.trim() === ''
        ? []
        : [{ role: 'copy' }]
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}
