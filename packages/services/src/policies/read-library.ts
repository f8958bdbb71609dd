import { Fault } from "@holdfast/contracts/fault";
import { LibraryEntry, type LibraryPage, LibraryRow, type ListLibrary } from "@holdfast/contracts/policy-library";
import { worded } from "@holdfast/contracts/worded";
import type { PolicyLibraryEntry, Prisma } from "@holdfast/db/generated/prisma/client";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { readPlace, writePlace } from "../identity/user-cursor";

const target = (id: string) => ({ kind: "policy-library", id, name: id, clusterId: null });

function whereOf({ text, categories, engines }: ListLibrary): Prisma.PolicyLibraryEntryWhereInput {
  const like = { contains: text, mode: "insensitive" as const };
  return {
    ...(categories.length > 0 ? { category: { in: categories } } : {}),
    ...(engines.length > 0 ? { engine: { in: engines } } : {}),
    ...(text === "" ? {} : { OR: [{ id: like }, { title: like }, { description: like }] }),
  };
}

const after = (cursor: string | null): Prisma.PolicyLibraryEntryWhereInput => {
  if (cursor === null) return {};
  const [title, id] = readPlace(cursor);
  return { OR: [{ title: { gt: title } }, { title, id: { gt: id } }] };
};

const rowOf = ({ manifests: _, tests: __, ...row }: PolicyLibraryEntry) => LibraryRow.parse(row);

/** A page of the library, by title. */
export async function listLibrary(ctx: ServiceContext, input: ListLibrary): Promise<LibraryPage> {
  await authorise(ctx, { permission: "policy:read", action: "policy-library.list", target: target("all") });
  const where = whereOf(input);
  const [found, total] = await Promise.all([
    ctx.db.prisma.policyLibraryEntry.findMany({
      where: { AND: [where, after(input.cursor)] },
      orderBy: [{ title: "asc" }, { id: "asc" }],
      take: input.limit + 1,
    }),
    ctx.db.prisma.policyLibraryEntry.count({ where }),
  ]);
  const page = found.slice(0, input.limit);
  const last = page.at(-1);
  const nextCursor = found.length > input.limit && last ? writePlace([last.title, last.id]) : null;
  return { rows: page.map(rowOf), nextCursor, total, isTotalCapped: false };
}

/** One policy of the library with its texts. Throws `NotFound`. */
export async function getLibraryPolicy(ctx: ServiceContext, id: string): Promise<LibraryEntry> {
  await authorise(ctx, { permission: "policy:read", action: "policy-library.get", target: target(id) });
  const row = await ctx.db.prisma.policyLibraryEntry.findUnique({ where: { id } });
  if (!row) throw new Fault("NotFound", worded("LibraryPolicyAbsent", { policy: id }));
  return LibraryEntry.parse(row);
}
