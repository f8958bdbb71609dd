import { suiteDatabase } from "@holdfast/testkit/suite-database";
import { describe, expect, it, vi } from "vitest";
import { listen } from "./listen";
import { transact } from "./transact";
import type { Wake } from "./wake";

const db = suiteDatabase();
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe("a listener", () => {
  it("hears what a committed unit of work woke, comes back after a cut, and says that it may have missed some", async () => {
    const heard: Wake[] = [];
    const onGap = vi.fn();
    const listener = await listen(db.url, { onWake: (wake) => heard.push(wake), onGap }, log);

    await transact(
      db,
      () => new Date(),
      async (unit) => unit.wake({ topic: "run", key: "1" }),
    );
    await vi.waitFor(() => expect(heard).toContainEqual({ topic: "run", key: "1" }), { timeout: 15_000 });

    await db.prisma
      .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`;
    await vi.waitFor(() => expect(onGap).toHaveBeenCalledOnce(), { timeout: 5000 });
    await transact(
      db,
      () => new Date(),
      async (unit) => unit.wake({ topic: "run", key: "2" }),
    );
    await vi.waitFor(() => expect(heard).toContainEqual({ topic: "run", key: "2" }), { timeout: 15_000 });
    await listener.close();
  });
});
