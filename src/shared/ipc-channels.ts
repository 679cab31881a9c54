/** The only channels between window and main process; preload and handlers both take them from here. */
export const channels = {
  call: 'sojourn:call',
  send: 'sojourn:send',
  stop: 'sojourn:stop',
  event: 'sojourn:event',
} as const
