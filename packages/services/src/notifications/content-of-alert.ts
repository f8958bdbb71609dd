import type { EventReader } from "./event-reader";

/** The alert of a saved search that began or ended, for the channels that it names. One that was switched off meanwhile is told to nobody. */
export const alertContent: EventReader = async (db, event) => {
  const alert = await db.prisma.searchAlert.findUnique({ where: { searchId: event.subject.id }, include: { search: true } });
  if (!alert || alert.channelIds.length === 0) return null;
  const found = alert.isCapped ? `${alert.found}+` : String(alert.found ?? 0);
  return {
    topic: event.type === "search-alert.firing" ? "search-alert.firing" : "search-alert.resolved",
    gaps: { search: alert.search.name, found },
    ...{
      path: `/search?q=${encodeURIComponent(alert.search.query)}`,
      actor: alert.search.ownerName,
      detail: { message: alert.search.query },
    },
    onlyTo: alert.channelIds,
  };
};
