/**
 * The line that Home begins with.
 * @param hour of the day, 0 to 23, where the user is
 */
export function greetingOf(hour: number, name?: string): string {
  const part = hour < 5 ? 'Good evening' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'
  return name === undefined || name.trim() === ''
    ? 'Where to next?'
    : `${part}, ${name.trim().split(/\s+/)[0]}. Where to next?`
}
