/** The title of a new conversation: the first words of its first message, at most about 48 characters. */
export function conversationTitle(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim()
  const cut = line.length <= 48 ? line : `${line.slice(0, 48).replace(/\s+\S*$/, '')}…`
  const title = cut.replace(/[\s.,;:!?]+$/, '')
  return title === '' ? 'New conversation' : title.charAt(0).toUpperCase() + title.slice(1)
}
