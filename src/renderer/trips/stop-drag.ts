import * as z from 'zod'

const drag = z.object({ kind: z.literal('stop'), stopId: z.string(), title: z.string() })
const target = z.object({ kind: z.literal('stop-target'), date: z.string(), stopId: z.string().optional() })

export const stopDrag = (stopId: string, title: string) => ({ kind: 'stop', stopId, title })

/** What is dragged, where it is a stop. */
export const stopDragOf = (data: unknown) => drag.safeParse(data).data

/** A stop to be dropped beside, or a day to be dropped on. */
export const stopTarget = (date: string, stopId?: string) => ({
  kind: 'stop-target',
  date,
  ...(stopId !== undefined && { stopId }),
})

export const stopTargetOf = (data: unknown) => target.safeParse(data).data
