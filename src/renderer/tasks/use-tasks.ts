import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { create } from 'zustand'
import { listTasks, type Task } from '../../mcp/tasks/contract.ts'
import { useHost } from '../app/host.ts'
import { callTool, toolKey } from '../app/tools.ts'

const pageSize = 500

/** Every pending task that fits, page after page, shown from the first page on. */
export function useTasks(filter: { trip_id?: string; query?: string }) {
  const host = useHost()
  const { data, error, isLoading, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: toolKey(listTasks, { ...filter, paged: true }),
    queryFn: async ({ pageParam }) =>
      (
        await callTool(host, listTasks, {
          ...filter,
          limit: pageSize,
          ...(pageParam !== null && { cursor: pageParam }),
        })
      ).output,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor ?? null,
    structuralSharing: false,
  })
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && error === null) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage])
  const tasks = useMemo(() => data?.pages.flatMap((page) => page.tasks), [data])
  return { tasks, error, isLoading, isComplete: !hasNextPage, refetch }
}

interface JustCompleted {
  /** Tasks that were completed since the list was opened, by id: they stay where they were, crossed out. */
  tasks: Readonly<Record<string, Task>>
  add(task: Task): void
  drop(taskId: string): void
  clear(): void
}

export const useJustCompleted = create<JustCompleted>()((set) => ({
  tasks: {},
  add: (task) => set((state) => ({ tasks: { ...state.tasks, [task.task_id]: task } })),
  drop: (taskId) =>
    set((state) => ({ tasks: Object.fromEntries(Object.entries(state.tasks).filter(([id]) => id !== taskId)) })),
  clear: () => set({ tasks: {} }),
}))
