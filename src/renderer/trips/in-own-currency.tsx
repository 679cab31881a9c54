import { getProfile } from '../../mcp/app/contract.ts'
import { convertCurrency } from '../../mcp/budget/contract.ts'
import { useFormats } from '../app/formats.ts'
import { useTool } from '../app/tools.ts'
import { Estimate } from '../ui/estimate.tsx'

/** An amount in the user's own currency, where that is another one; nothing where it cannot be converted. */
export function InOwnCurrency({ amount, currency }: { amount: number; currency: string }) {
  const formats = useFormats()
  const { data: profile } = useTool(getProfile, {})
  const own = profile?.currency
  const other = own !== undefined && own !== currency
  const { data } = useTool(
    convertCurrency,
    { amount: Math.round(amount), from: currency, to: own ?? currency },
    { enabled: other },
  )
  if (!other || data === undefined) return null
  return (
    <>
      (
      <Estimate method={`rate of ${data.rate_date}, ${data.source}`}>
        {formats.money(Math.round(data.result), data.to)}
      </Estimate>
      ){' '}
    </>
  )
}
