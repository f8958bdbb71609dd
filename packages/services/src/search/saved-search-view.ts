import type { SavedSearchView } from "@holdfast/contracts/saved-search";
import type { SavedSearch, SearchAlert } from "@holdfast/db/generated/prisma/client";
import { alertView } from "../alerts/alert-view";
import type { ServiceContext } from "../context/service-context";

/** A saved search as the caller sees it. */
export const savedSearchView = (ctx: ServiceContext, row: SavedSearch, alert: SearchAlert | null): SavedSearchView => ({
  id: row.id,
  name: row.name,
  query: row.query,
  isShared: row.isShared,
  isOwn: row.ownerId === ctx.actor.id,
  ownerName: row.ownerName,
  version: row.version,
  alert: alert !== null && row.ownerId === ctx.actor.id ? alertView(alert) : null,
});

/** A saved search as the audit trail names it. */
export const savedSearchTarget = ({ id, name }: { readonly id: string; readonly name: string }) => ({
  kind: "saved-search",
  id,
  name,
  clusterId: null,
});
