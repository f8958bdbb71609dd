import { join } from "node:path";
import { openDatabase } from "@holdfast/db/database";
import { ensureDatabase } from "@holdfast/db/embedded/ensure-database";
import { type EmbeddedPostgres, startPostgres } from "@holdfast/db/embedded/start-postgres";
import { deployMigrations } from "@holdfast/db/migrate/migrations";
import type { StartSettings } from "./settings";
import { StartProblem } from "./start-problem";

/** The store, migrated. `watch` brings an embedded server back that died; `stop` ends it, and leaves a server of one's own alone. */
export interface StartedDatabase {
  readonly url: string;
  /** Whether it answers now. */
  answers(): Promise<boolean>;
  watch(say: (line: string) => void): void;
  stop(): void;
}

const WATCH_MS = 1000;

const hideSecrets = (url: string) => {
  const shown = new URL(url);
  if (shown.password) shown.password = "***";
  return shown.toString();
};

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === "EPERM";
  }
};

async function answers(url: string): Promise<boolean> {
  const db = openDatabase(url, 1);
  try {
    await db.prisma.$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  } finally {
    await db.close();
  }
}

async function migrate(url: string, repository: string): Promise<void> {
  try {
    await deployMigrations(url, join(repository, "prisma"));
  } catch (cause) {
    // The engine's message has paragraphs; its first says what happened.
    const [message] = (cause instanceof Error ? cause.message : String(cause)).trim().split("\n");
    throw new StartProblem(
      `The database ${hideSecrets(url)} can't be used: ${message}\nCheck DATABASE_URL: host, port, user, password, and that the user may make tables.`,
    );
  }
}

/** Opens the store: the server that DATABASE_URL names, or the embedded one. Applies missing migrations under a lock. */
export async function startDatabase(settings: StartSettings): Promise<StartedDatabase> {
  if (settings.databaseUrl) {
    await migrate(settings.databaseUrl, settings.repository);
    const { databaseUrl: url } = settings;
    return { url, answers: () => answers(url), watch: () => undefined, stop: () => undefined };
  }
  const home = join(settings.dataFolder, "postgres");
  let server: EmbeddedPostgres;
  try {
    server = await startPostgres(home);
  } catch (cause) {
    throw new StartProblem(cause instanceof Error ? cause.message : String(cause));
  }
  const url = await ensureDatabase(server.url, "holdfast");
  await migrate(url, settings.repository);
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const watch = (say: (line: string) => void) => {
    timer = setTimeout(async () => {
      if (!isStopped && !isAlive(server.pid)) {
        say("the embedded PostgreSQL ended: starting it again");
        // The port is kept, so everybody who was connected comes back by itself.
        server = await startPostgres(home).catch(() => server);
      }
      if (!isStopped) watch(say);
    }, WATCH_MS);
  };
  return {
    url,
    answers: () => answers(url),
    watch,
    stop() {
      isStopped = true;
      clearTimeout(timer);
      server.stop();
    },
  };
}
