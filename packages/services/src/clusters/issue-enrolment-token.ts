import { createHash, randomBytes } from "node:crypto";
import { transact } from "@holdfast/db/transact";
import { v7 as uuid } from "uuid";
import { authorise } from "../access/authorise";
import type { ServiceContext } from "../context/service-context";
import { clusterTarget, visibleCluster } from "./visible-cluster";

const LIFETIME_MS = 10 * 60_000;

/** How a token is kept: nobody who reads the store can enrol with it. */
export const enrolmentTokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A token, in clear for this once, and its lifetime by the server's clock. */
export interface IssuedToken {
  readonly token: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** A fresh token that enrols this cluster's agent once within ten minutes. Unused tokens of the cluster end. */
export async function issueEnrolmentToken(ctx: ServiceContext, clusterId: string): Promise<IssuedToken> {
  const cluster = await visibleCluster(ctx, clusterId);
  const decision = await authorise(ctx, {
    permission: "cluster:edit",
    action: "cluster.issue-token",
    target: clusterTarget(cluster),
    clusters: [cluster],
  });
  const token = `hfe_${randomBytes(32).toString("base64url")}`;
  const issuedAt = ctx.now();
  const expiresAt = new Date(issuedAt.getTime() + LIFETIME_MS);
  await transact(ctx.db, ctx.now, async (unit) => {
    await unit.tx.enrolmentToken.deleteMany({ where: { clusterId, usedAt: null } });
    await unit.tx.enrolmentToken.create({
      data: { id: uuid(), clusterId, tokenHash: enrolmentTokenHash(token), createdById: ctx.actor.id, createdAt: issuedAt, expiresAt },
    });
    unit.audit({
      actor: ctx.actor,
      action: "cluster.issue-token",
      target: clusterTarget(cluster),
      outcome: "succeeded",
      reason: null,
      before: null,
      after: { expiresAt: expiresAt.toISOString() },
      decision,
      requestId: ctx.requestId,
    });
  });
  return { token, issuedAt, expiresAt };
}
