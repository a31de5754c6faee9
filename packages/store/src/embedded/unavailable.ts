/** The database that comes with Weft cannot run here; a server of one's own can be used instead. */
export class EmbeddedPostgresUnavailable extends Error {
  override name = 'EmbeddedPostgresUnavailable'
  constructor(reason: string, options?: ErrorOptions) {
    super(
      `${reason}; set DATABASE_URL to a PostgreSQL server (15 or newer) instead of the database that comes with Weft`,
      options,
    )
  }
}
