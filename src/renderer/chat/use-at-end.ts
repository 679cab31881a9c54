import { useEffect, useRef } from 'react'

/** So near to its end, in pixels, a text counts as read to the end. */
const near = 60

/**
 * Keeps what scrolls at its end as it grows and as its room changes, unless the reader has scrolled up.
 * @param content what it shows
 * @param shown whether it is there
 */
export function useAtEnd(content: readonly unknown[], shown: boolean) {
  const log = useRef<HTMLDivElement>(null)
  const stick = useRef(true)
  const seen = useRef('')
  useEffect(() => {
    const element = log.current
    if (element !== null && stick.current && content.length > 0) element.scrollTop = element.scrollHeight
  }, [content])
  useEffect(() => {
    const element = log.current
    if (element === null || !shown) return
    const observer = new ResizeObserver(() => {
      if (stick.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [shown])

  const onScroll = () => {
    const element = log.current
    if (element === null) return
    const { scrollHeight, scrollTop, clientHeight, clientWidth } = element
    // Where the layout changed, it was not the reader who scrolled.
    const layout = `${scrollHeight} ${clientHeight} ${clientWidth}`
    const atEnd = scrollHeight - scrollTop - clientHeight < near
    if (atEnd || seen.current === layout) stick.current = atEnd
    seen.current = layout
  }
  const toEnd = () => {
    stick.current = true
  }
  return { log, onScroll, toEnd }
}
