import type { FreezeWindowPage, ListFreezeWindows } from "@holdfast/contracts/freeze-window";
import { permittedOn, permittedOnFleet } from "../access/permitted";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";
import { visibleGroups } from "./authorise-freeze";
import { freezeView } from "./freeze-window-view";

/** On which groups the caller may say a freeze, and whether on all; none is the whole fleet. */
async function managed(ctx: ServiceContext, groups: Awaited<ReturnType<typeof visibleGroups>>) {
  if (ctx.actor.kind === "system") return () => true;
  const subject = await ctx.subject();
  const onFleet = permittedOnFleet(subject, "freeze:manage").effect === "allow";
  const may = (name: string) => (groups.get(name) ?? []).every((site) => permittedOn(subject, "freeze:manage", site).effect === "allow");
  return (names: readonly string[]) => (names.length === 0 ? onFleet : names.every(may));
}

/** A page of the freezes for all groups and of those whose groups the caller may see all, the newest first. */
export async function listFreezeWindows(ctx: ServiceContext, input: ListFreezeWindows): Promise<FreezeWindowPage> {
  const groups = await visibleGroups(ctx);
  const mayManage = await managed(ctx, groups);
  const rows = await ctx.db.prisma.freezeWindow.findMany({ orderBy: { id: "desc" } });
  // There are few of them by their bound, and whether all of an array is in a set is no question for an index.
  const seen = rows.filter((row) => row.groups.every((group) => groups.has(group)));
  const before = input.cursor === null ? null : readPlace(input.cursor)[1];
  const rest = before === null ? seen : seen.filter((row) => row.id < before);
  const page = rest.slice(0, input.limit);
  const last = page.at(-1);
  return {
    rows: page.map((row) => freezeView(row, mayManage(row.groups), ctx.now())),
    nextCursor: rest.length > input.limit && last ? writePlace(["", last.id]) : null,
    total: seen.length,
    isTotalCapped: false,
  };
}
