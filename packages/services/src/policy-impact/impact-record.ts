import type { Worded } from "@holdfast/contracts/phrase";
import type { Prisma } from "@holdfast/db/generated/prisma/client";
import { type Lease, requireLease } from "@holdfast/db/lease";
import { storedPhrase } from "@holdfast/db/stored-phrase";
import { transact, type Unit } from "@holdfast/db/transact";
import type { ServiceContext } from "../context/service-context";
import type { ClusterJudgement, ClusterProgress } from "./judge-cluster";

/** Thrown by a write about an impact that somebody has stopped, or asked for anew. */
export class ImpactStopped extends Error {}

/** How often it is said how far a cluster is. */
const SAY_EVERY_MS = 500;
/** So many rows go into the store by one statement. */
const ROWS_AT_ONCE = 1000;

interface Impact {
  readonly id: string;
  readonly policyId: string;
  readonly number: number;
  readonly clusters: readonly { readonly clusterId: string }[];
}

/** Keeps how far the look at an impact has come. Every write requires the lease, and that nobody has stopped it. */
export class ImpactRecord {
  private readonly saidAt = new Map<string, number>();

  constructor(
    private readonly ctx: ServiceContext,
    private readonly lease: Lease,
    private readonly impact: Impact,
  ) {}

  /** Says how far a cluster is, now and then; always asks whether to go on. */
  async clusterProgress(clusterId: string, { judged, distinct }: ClusterProgress): Promise<void> {
    const now = this.ctx.now().getTime();
    if (now - (this.saidAt.get(clusterId) ?? Number.NEGATIVE_INFINITY) < SAY_EVERY_MS) return;
    this.saidAt.set(clusterId, now);
    await this.write(async (unit) => {
      await unit.tx.policyImpact.update({ where: { id: this.impact.id }, data: { state: "judging" } });
      await unit.tx.policyImpactCluster.update({ where: this.cluster(clusterId), data: { state: "judging", judged, distinct } });
    });
  }

  /** Keeps what was found in a cluster, all of it. */
  async clusterJudged(clusterId: string, { judged, distinct, found, notJudged }: ClusterJudgement): Promise<void> {
    const rows = found.findings.map(({ workload, ...finding }, position) => ({
      ...{ ...finding, impactId: this.impact.id, clusterId, position, workloadKind: workload.kind, workloadName: workload.name },
    }));
    const texts = notJudged.map((text) => ({ message: text.message, phrase: text.phrase ?? null })) as unknown as Prisma.InputJsonValue;
    await this.write(async (unit) => {
      await unit.tx.policyImpactFinding.deleteMany({ where: { impactId: this.impact.id, clusterId } });
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await unit.tx.policyImpactFinding.createMany({ data: rows.slice(from, from + ROWS_AT_ONCE) });
      const data = { state: "judged", judged, distinct, ...found.counts, notJudged: texts };
      await unit.tx.policyImpactCluster.update({ where: this.cluster(clusterId), data });
    });
  }

  /** Keeps why nothing can be said of a cluster. */
  async clusterFailed(clusterId: string, text: Worded): Promise<void> {
    const data = { state: "failed", message: text.message, phrase: storedPhrase(text), judged: 0, distinct: 0 };
    await this.write(async (unit) => {
      await unit.tx.policyImpactCluster.update({ where: this.cluster(clusterId), data });
    });
  }

  /** Ends the look. */
  async finished(): Promise<void> {
    await this.write(async (unit) => {
      await unit.tx.policyImpact.update({ where: { id: this.impact.id }, data: { state: "judged", finishedAt: this.ctx.now() } });
    });
  }

  private cluster(clusterId: string) {
    return { impactId_clusterId: { impactId: this.impact.id, clusterId } };
  }

  private async write(work: (unit: Unit) => Promise<void>): Promise<void> {
    // Not audited: it is the hub's own note of what it read; who asked for it, and who stopped it, is.
    await transact(this.ctx.db, this.ctx.now, async (unit) => {
      await requireLease(unit.tx, this.lease);
      // Held until the commit, so that nobody stops it in between.
      const open = await unit.tx.$queryRaw<unknown[]>`
        SELECT id FROM policy_impact WHERE id = ${this.impact.id}::uuid AND finished_at IS NULL FOR UPDATE`;
      if (open.length === 0) throw new ImpactStopped();
      await work(unit);
      unit.emit({
        type: "policy.impact-changed",
        clusterIds: this.impact.clusters.map(({ clusterId }) => clusterId),
        subject: { kind: "policy", id: this.impact.policyId },
        payload: { version: this.impact.number },
      });
    });
  }
}
