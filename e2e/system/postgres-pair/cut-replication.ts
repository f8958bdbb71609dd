import type { PostgresPair } from "@holdfast/testkit/testbed/postgres/start-postgres-pair";
import { until } from "@holdfast/testkit/testbed/until";

/** A standby tries again every 200 ms: after so many empty looks, 50 ms apart, nobody has come through. */
const EMPTY_LOOKS = 10;

/** Cuts the standby off for good: the primary goes on to take writes, and lets nobody follow it any more. Resolves with the instant after. */
export async function cutReplication({ primary }: PostgresPair): Promise<number> {
  const [file] = await primary.query<{ path: string }>("SELECT current_setting('hba_file') AS path");
  // "all" databases do not include replication.
  await primary.query(`COPY (SELECT 'host all all 127.0.0.1/32 trust') TO '${file?.path}'`);
  await primary.query("SELECT pg_reload_conf()");
  let empty = 0;
  await until(
    "the standby to be cut off",
    async () => {
      const followers = await primary.query("SELECT pg_terminate_backend(pid) FROM pg_stat_replication");
      empty = followers.length === 0 ? empty + 1 : 0;
      return empty >= EMPTY_LOOKS;
    },
    { timeoutMs: 30_000 },
  );
  return Date.now();
}
