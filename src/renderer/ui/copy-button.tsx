import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import { announce } from './announcer.tsx'
import { Button } from './button.tsx'

/** How long it says that it has copied, in milliseconds. */
const saidFor = 2000

/** Copies a text. `what` names it for a screen reader: “Copy the token”. */
export function CopyButton({ text, what, primary = false }: { text: string; what: string; primary?: boolean }) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), saidFor)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce('Copied')
    } catch {
      toast.error('It could not be copied.', { description: 'Select the text and copy it by hand.' })
    }
  }
  const Icon = copied ? Check : Copy
  return (
    <Button variant={primary ? 'primary' : 'secondary'} aria-label={`Copy ${what}`} onClick={() => void copy()}>
      <Icon size={14} aria-hidden />
      {copied ? 'Copied' : 'Copy'}
    </Button>
  )
}
