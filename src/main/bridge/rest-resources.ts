import { type Request, type Response, Router } from 'express'
import { addTask, deleteTask, listTasks, updateTask } from '../../mcp/tasks/contract.ts'
import { createTrip, deleteTrip, getTrip, listTrips, updateTrip } from '../../mcp/trips/contract.ts'
import { SojournError } from '../../shared/errors.ts'
import type { AnyTool } from '../../shared/tool.ts'
import type { Registry } from '../registry.ts'
import { allowOnly } from './allow-only.ts'
import { jsonBody } from './json-body.ts'
import { type Authenticate, callTool, requireToken } from './rest.ts'

/** A plain resource over the tools that do its work. A new server adds a row here, nothing else. */
export interface RestResource {
  /** In the address: `/api/v1/trips`. */
  path: string
  /** The field that holds the id. */
  key: string
  list: AnyTool
  create: AnyTool
  get: { tool: AnyTool /** Where a list tool finds one: the field that holds the rows. */; rowsIn?: string }
  update: AnyTool
  remove: AnyTool
}

export const restResources: readonly RestResource[] = [
  {
    path: 'trips',
    key: 'trip_id',
    list: listTrips,
    create: createTrip,
    get: { tool: getTrip },
    update: updateTrip,
    remove: deleteTrip,
  },
  {
    path: 'tasks',
    key: 'task_id',
    list: listTasks,
    create: addTask,
    get: { tool: listTasks, rowsIn: 'tasks' },
    update: updateTask,
    remove: deleteTask,
  },
]

/** GET, POST, PATCH and DELETE on `/api/v1/{resource}` and `/api/v1/{resource}/{id}`, by the same tools as everywhere. */
export function resourceRoutes(registry: Registry, authenticate: Authenticate): Router {
  const router = Router()
  const json = jsonBody('1mb')
  const auth = requireToken(authenticate)

  for (const resource of restResources) {
    const all = `/api/v1/${resource.path}`
    const one = `${all}/:id`
    const call = (tool: AnyTool, input: unknown, response: Response) => callTool(registry, tool.name, input, response)
    const idOf = (request: Request) => ({ [resource.key]: request.params.id })

    router.get(all, auth, async (request, response) => {
      response.json(await call(resource.list, queryInput(request.query), response))
    })
    router.post(all, auth, json, async (request, response) => {
      response.status(201).json(await call(resource.create, request.body ?? {}, response))
    })
    router.get(one, auth, async (request, response) => {
      const { tool, rowsIn } = resource.get
      if (rowsIn === undefined) {
        response.json(await call(tool, idOf(request), response))
        return
      }
      const [row] = rowsOf(await call(tool, { ...idOf(request), status: 'all', limit: 1 }, response), rowsIn)
      if (row === undefined) throw new SojournError('not_found', 'There is nothing with that id.')
      response.json(row)
    })
    router.patch(one, auth, json, async (request, response) => {
      response.json(await call(resource.update, { ...request.body, ...idOf(request) }, response))
    })
    router.delete(one, auth, async (request, response) => {
      response.json(await call(resource.remove, idOf(request), response))
    })
    router.all(all, allowOnly('GET', 'POST'))
    router.all(one, allowOnly('GET', 'PATCH', 'DELETE'))
  }
  return router
}

/** A query string as a tool's input: `limit` is a number, the rest text. */
function queryInput(query: Request['query']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, name === 'limit' ? Number(value) : value]),
  )
}

function rowsOf(output: unknown, field: string): unknown[] {
  const rows: unknown = typeof output === 'object' && output !== null ? Reflect.get(output, field) : undefined
  return Array.isArray(rows) ? rows : []
}
