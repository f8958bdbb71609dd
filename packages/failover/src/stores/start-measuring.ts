import { randomBytes } from "node:crypto";
import type { Log } from "@holdfast/contracts/log-fields";
import { PlanSpec } from "@holdfast/contracts/plan";
import { acquireLease, type Lease, releaseLease } from "@holdfast/db/lease";
import { wakeBoard } from "../runner/wake-board";
import { type MeasuredStores, type MeasurePorts, measureStores } from "./measure-stores";

/** A hub's measuring of data stores. Of several hubs one works; another takes over when it stops. */
export interface Measuring {
  stop(): Promise<void>;
}

const LEASE = "store-measuring";
const LEASE_TTL_MS = 20_000;
const EVERY_MS = 10_000;
const DEADLINE_MS = 4000;
const AT_ONCE = 4;

/** The stores of the latest version of every plan, in the way that its group runs now. */
async function measurable({ db }: MeasurePorts): Promise<MeasuredStores[]> {
  const [plans, clusters] = await Promise.all([
    db.prisma.plan.findMany({
      where: { latest: { gt: 0 } },
      include: { group: { select: { activeSite: true } }, versions: { orderBy: { number: "desc" }, take: 1, select: { spec: true } } },
    }),
    db.prisma.cluster.findMany({ select: { id: true, name: true } }),
  ]);
  const siteOf = new Map(clusters.map((cluster) => [cluster.name, cluster]));
  return plans.flatMap(({ id: planId, group, versions: [latest] }) => {
    const plan = PlanSpec.safeParse(latest?.spec);
    if (!plan.success || plan.data.spec.dataStores.length === 0) return [];
    const { primary: first, standby: second, dataStores: stores } = plan.data.spec;
    const [primary, standby] = [siteOf.get(first), siteOf.get(second)];
    if (!primary || !standby) return [];
    const isMoved = group.activeSite === standby.id;
    return [{ planId, stores, isAll: true, primary: isMoved ? standby : primary, standby: isMoved ? primary : standby }];
  });
}

/** Measures the data stores of every plan, every ten seconds, a few plans at once. Nothing else waits for it: pages and guards read the rows. */
export function startMeasuring(ports: MeasurePorts & { readonly hubId: string; readonly log: Log }, everyMs = EVERY_MS): Measuring {
  const { db, log } = ports;
  const owner = `${ports.hubId}:${randomBytes(4).toString("hex")}`;
  const stopping = new AbortController();
  const bell = wakeBoard().bell();
  let lease: Lease | null = null;
  const round = async () => {
    lease = await acquireLease(db, LEASE, owner, LEASE_TTL_MS);
    if (!lease) return;
    const due = await measurable(ports);
    const lane = async () => {
      for (let of = due.shift(); of && !stopping.signal.aborted; of = due.shift())
        await measureStores(ports, of, stopping.signal, DEADLINE_MS).catch((err: unknown) => {
          if (!stopping.signal.aborted) log.warn({ err }, "the data stores of a plan could not be measured");
        });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await round().catch((err: unknown) => log.warn({ err }, "the data stores could not be looked at"));
      await bell.heard(everyMs, stopping.signal);
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await running;
      if (lease) await releaseLease(db, lease).catch(() => undefined);
    },
  };
}
