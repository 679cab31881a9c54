import type BetterSqlite from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'

/** Runs one compiled query. */
export type Execute = (query: CompiledQuery) => Promise<QueryResult<unknown>>

/**
 * A Kysely whose every query goes through `execute`, which chooses connection and moment. Transactions are not its
 * business (`Database.call` and `Database.write` are), so its own `transaction()` throws.
 */
export function kyselyOver<Tables>(execute: Execute): Kysely<Tables> {
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SharedConnectionAdapter(),
      createDriver: () => new ExecuteDriver(execute),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  })
}

/** Queries are synchronous, and `execute` puts them in order: Kysely need not queue them for a connection. */
class SharedConnectionAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

const noTransactions = async (): Promise<never> => {
  throw new Error('Transactions are begun by Database.call and Database.write only')
}

class ExecuteDriver implements Driver {
  readonly #connection: DatabaseConnection

  constructor(execute: Execute) {
    this.#connection = {
      // A row's type is what the query's builder says: the one boundary between SQLite's rows and Kysely's types.
      executeQuery: <Row>(query: CompiledQuery) => execute(query) as Promise<QueryResult<Row>>,
      // biome-ignore lint/correctness/useYield: nothing here streams; better-sqlite3 reads synchronously
      async *streamQuery() {
        throw new Error('Streaming is not supported: read a page at a time')
      },
    }
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  beginTransaction = noTransactions
  commitTransaction = noTransactions
  rollbackTransaction = noTransactions
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

const cachedStatements = 400

/** A better-sqlite3 connection with its prepared statements kept, least recently used first out. */
export class Connection {
  readonly handle: BetterSqlite.Database
  readonly #statements = new Map<string, BetterSqlite.Statement>()

  constructor(handle: BetterSqlite.Database) {
    this.handle = handle
  }

  /** The prepared statement of `sql`. */
  prepare(sql: string): BetterSqlite.Statement {
    const known = this.#statements.get(sql)
    if (known !== undefined) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const statement = this.handle.prepare(sql)
    this.#statements.set(sql, statement)
    if (this.#statements.size > cachedStatements) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest)
        break
      }
    }
    return statement
  }

  /**
   * Runs a query of Kysely's. Booleans are bound as 1 and 0.
   * @param readOnly whether a statement that changes rows is refused
   */
  execute(query: CompiledQuery, readOnly: boolean): QueryResult<unknown> {
    const statement = this.prepare(query.sql)
    if (readOnly && !statement.readonly) throw new Error('Rows are changed inside write() only')
    const parameters = query.parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value))
    if (statement.reader) return { rows: statement.all(parameters) }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }
}
