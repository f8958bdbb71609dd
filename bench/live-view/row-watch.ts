import type { Database } from "@holdfast/db/database";
import { openWakes } from "@holdfast/services/events/wakes";
import { silentLog } from "@holdfast/testkit/silent-log";
import type { ChangeBook } from "./change-book";

/** Looks at the rows of unseen changes whenever the hub says that rows moved. Returns the way to stop. */
export async function watchRows(db: Database, clusterId: string, book: ChangeBook): Promise<() => Promise<void>> {
  const wakes = await openWakes(db.url, silentLog);
  let isLooking = false;
  let isAskedAgain = false;
  const look = async () => {
    isAskedAgain = true;
    if (isLooking) return;
    isLooking = true;
    while (isAskedAgain) {
      isAskedAgain = false;
      const uids = [...book.unseen];
      const rows = await db.prisma.$queryRaw<{ uid: string; restarts: number }[]>`
        SELECT uid, restarts FROM inventory_object WHERE cluster_id = ${clusterId}::uuid AND uid = ANY(${uids}::text[])`;
      const atMs = Date.now();
      for (const { uid, restarts } of rows) book.see(uid, restarts, atMs);
    }
    isLooking = false;
  };
  wakes.on("inventory", () => void look().catch((cause: unknown) => console.error(cause)));
  return () => wakes.close();
}
