import type { ListStores, PlanStores, StoreView } from "@holdfast/contracts/data-store";
import { BehindUnit } from "@holdfast/contracts/data-store";
import { PlanId } from "@holdfast/contracts/ids";
import { visibleClusters } from "../access/visible-clusters";
import type { ServiceContext } from "../context/service-context";
import { type JudgedStore, judgedStores } from "./judged-stores";
import { visiblePlans } from "./plan-rows";

/** The course goes this far back. */
const COURSE_MS = 1_800_000;

interface Ways {
  readonly planId: string;
  readonly primary: { readonly id: string; readonly name: string };
  readonly standby: { readonly id: string; readonly name: string };
}

/** The lag of each store of a plan over the last half hour, oldest first. */
async function courses(ctx: ServiceContext, { planId, standby }: Ways): Promise<ReadonlyMap<string, (number | null)[]>> {
  const samples = await ctx.db.prisma.storeSample.findMany({
    where: { planId, standbyId: standby.id, at: { gte: new Date(ctx.now().getTime() - COURSE_MS) } },
    orderBy: { at: "asc" },
    select: { name: true, lagSeconds: true },
  });
  const found = new Map<string, (number | null)[]>();
  for (const { name, lagSeconds } of samples) {
    const course = found.get(name) ?? [];
    course.push(lagSeconds);
    found.set(name, course);
  }
  return found;
}

const viewOf = ({ store, row, verdict, lossSeconds, said }: JudgedStore, ways: Ways, course: (number | null)[]): StoreView => ({
  name: store.name,
  kind: store.kind,
  rpoSeconds: store.rpoSeconds,
  primary: ways.primary.name,
  standby: ways.standby.name,
  verdict,
  // A verdict that has changed since it was last written, because time passed, is so from the last look on.
  since: row && (row.verdict === verdict ? row.verdictSince : row.checkedAt),
  message: said?.message ?? "",
  ...(said?.phrase ? { phrase: said.phrase } : {}),
  lossSeconds,
  lagSeconds: row?.lagSeconds ?? null,
  measuredAt: row?.measuredAt ?? null,
  durableAt: row?.durableAt ?? null,
  behind: row?.behind ?? null,
  behindUnit: BehindUnit.nullable()
    .catch(null)
    .parse(row?.behindUnit ?? null),
  position: row?.position ?? null,
  course,
});

/** The data stores of the plans that the caller may see, or of one of them, as they were last measured in the way that each group runs now. */
export async function listStores(ctx: ServiceContext, { planId: only }: ListStores): Promise<PlanStores[]> {
  const plans = await visiblePlans(ctx, only === null ? {} : { id: only });
  const siteOf = new Map((await visibleClusters(ctx, "failover:read")).map((cluster) => [cluster.name, cluster]));
  const found = plans.map(async ({ row, spec }): Promise<PlanStores[]> => {
    const { dataStores: stores } = spec.spec;
    const [first, second] = [siteOf.get(spec.spec.primary), siteOf.get(spec.spec.standby)];
    if (stores.length === 0 || !first || !second) return [];
    const isMoved = row.group.activeSite === second.id;
    const ways = { planId: row.id, primary: isMoved ? second : first, standby: isMoved ? first : second };
    const [judged, course] = await Promise.all([
      judgedStores(ctx.db.prisma, { ...ways, standbyId: ways.standby.id, stores }, ctx.now()),
      courses(ctx, ways),
    ]);
    return [
      {
        planId: PlanId.parse(row.id),
        planName: row.name,
        stores: judged.map((each) => viewOf(each, ways, course.get(each.store.name) ?? [])),
      },
    ];
  });
  return (await Promise.all(found)).flat();
}
