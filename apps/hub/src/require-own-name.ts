import { setTimeout as delay } from "node:timers/promises";
import type { Database } from "@holdfast/db/database";
import { StartProblem } from "./start-problem";

const LOOK_MS = 250;
/** A living hub gives more than one sign of life within this time. */
const WATCH_MS = 3000;
/** A sign of life that is older is a dead process's, whatever the clocks say. */
const OLD_MS = 60_000;

/**
 * Makes sure that no other process gives signs of life under this hub's name: two hubs of one name would take each other's
 * links for their own. Returns when an earlier process of this hub was last seen; null when it stopped in good order, or never
 * was. Rejects with the remedy.
 */
export async function requireOwnName(db: Database, hubId: string, address: string, now: () => Date): Promise<Date | null> {
  const look = () => db.prisma.hubPresence.findUnique({ where: { hubId } });
  const earlier = await look();
  if (!earlier) return null;
  // Nobody else can listen at our own address.
  if (earlier.address === address || now().getTime() - earlier.lastSeenAt.getTime() > OLD_MS) return earlier.lastSeenAt;
  for (let waitedMs = 0; waitedMs < WATCH_MS; waitedMs += LOOK_MS) {
    await delay(LOOK_MS);
    const other = await look();
    if (other && other.lastSeenAt > earlier.lastSeenAt)
      throw new StartProblem(`HOLDFAST_HUB_ID: another hub runs under the name ${hubId}, at ${other.address}. Give this one another name.`);
  }
  return earlier.lastSeenAt;
}
