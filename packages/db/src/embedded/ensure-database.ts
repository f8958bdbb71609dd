import pg from "pg";

/** PostgreSQL copies a template only while nobody else does: those who make databases take turns. */
const MAKING_DATABASES = 720_001;

/** Makes the named database on the server at `url` unless it is there; returns its URL. `template` copies another database. */
export async function ensureDatabase(url: string, name: string, template = "template0"): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MAKING_DATABASES]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0)
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.toString();
}
