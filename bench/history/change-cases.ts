import type { Database } from "@holdfast/db/database";

/** One question about the history, and who asks it. */
export interface ChangeCase {
  readonly name: string;
  readonly path: "history.list" | "history.object" | "history.asOf";
  readonly who: "admin" | "owner of a tenth";
  readonly input: object;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** What people ask at night: a window of one cluster or of all, narrowed or not, one object, and an object as it was. */
export async function changeCases(db: Database, clusterId: string): Promise<ChangeCase[]> {
  const now = Date.now();
  const window = (daysAgo: number, minutes: number) => ({
    from: new Date(now - daysAgo * DAY_MS - minutes * MINUTE_MS),
    to: new Date(now - daysAgo * DAY_MS),
  });
  const one = await db.prisma.inventoryChange.findFirstOrThrow({
    where: { clusterId, operation: "updated" },
    orderBy: { observedAt: "asc" },
  });
  const place = { clusterId, uid: one.uid };
  const list = (name: string, input: object, who: ChangeCase["who"] = "admin"): ChangeCase => ({ name, path: "history.list", who, input });
  return [
    list("one cluster, an hour", { clusterIds: [clusterId], ...window(3, 60) }),
    list("one cluster, ten minutes", { clusterIds: [clusterId], ...window(12, 10) }),
    list("all clusters, ten minutes", window(5, 10)),
    list("all clusters, all times", {}),
    list("all clusters, a day, decisions of a namespace", { ...window(8, 1440), namespace: "team-07", onlyDecisions: true }),
    list("all clusters, a day, part of a name", { ...window(8, 1440), text: "service-0042" }),
    list("all clusters, all times, deletions of a part of a name", { text: "service-0042", operations: ["deleted"] }),
    list("all clusters, all times, a name that is nowhere", { text: "nobody-has-this-name" }),
    list("own clusters, a day", window(2, 1440), "owner of a tenth"),
    { name: "one object", path: "history.object", who: "admin", input: place },
    { name: "one object as it was", path: "history.asOf", who: "admin", input: { ...place, at: one.observedAt } },
  ];
}
