import { z } from "zod";
import type { EventReader } from "./event-reader";

/** What was counted at that look: the row may have gone on since. */
const Counted = z.object({ found: z.number(), isCapped: z.boolean() });

/** The alert of a saved search that began or ended, for the channels that it names. One that was switched off meanwhile is told to nobody. */
export const alertContent: EventReader = async (db, event) => {
  const alert = await db.prisma.searchAlert.findUnique({ where: { searchId: event.subject.id }, include: { search: true } });
  if (!alert || alert.channelIds.length === 0) return null;
  const isFiring = event.type === "search-alert.firing";
  // That nothing new came for a while is no news.
  if (alert.condition === "new" && !isFiring) return null;
  const counted = Counted.safeParse(event.payload).data ?? { found: alert.found ?? 0, isCapped: alert.isCapped };
  const found = counted.isCapped ? `${counted.found}+` : String(counted.found);
  const firing = alert.condition === "new" ? "search-alert.new" : "search-alert.firing";
  return {
    topic: isFiring ? firing : "search-alert.resolved",
    gaps: { search: alert.search.name, found },
    ...{
      path: `/search?q=${encodeURIComponent(alert.search.query)}`,
      actor: alert.search.ownerName,
      detail: { message: alert.search.query },
    },
    onlyTo: alert.channelIds,
  };
};
