import './app/zod-without-eval.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Tooltip } from 'radix-ui'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { connectHost, HostContext } from './app/host.ts'
import { watchFocus } from './ui/last-focus.ts'
import './styles.css'

watchFocus()
const host = connectHost(window)
const queries = new QueryClient({
  defaultOptions: { queries: { retry: false, refetchOnWindowFocus: false, staleTime: 60_000, networkMode: 'always' } },
})

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <HostContext value={host}>
      <QueryClientProvider client={queries}>
        <Tooltip.Provider delayDuration={400} skipDelayDuration={200}>
          <App />
        </Tooltip.Provider>
      </QueryClientProvider>
    </HostContext>
  </StrictMode>,
)
