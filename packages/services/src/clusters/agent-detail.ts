import type { AgentDetail } from "@holdfast/contracts/fleet";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import type { ServiceContext } from "../context/service-context";
import { getCluster } from "./get-cluster";

const TRANSITIONS = 50;

/** Everything about a cluster's agent that the store knows: its identity, how it came and went, what it may read. */
export async function agentDetail(ctx: ServiceContext, clusterId: string, trustDomain: string): Promise<AgentDetail> {
  const cluster = await getCluster(ctx, clusterId);
  const { prisma } = ctx.db;
  const [identity, transitions, resources, findings] = await Promise.all([
    prisma.agentIdentity.findFirst({ where: { clusterId, revokedAt: null }, orderBy: { enrolledAt: "desc" } }),
    prisma.linkTransition.findMany({ where: { clusterId }, orderBy: { id: "desc" }, take: TRANSITIONS }),
    prisma.inventoryResource.findMany({ where: { clusterId }, orderBy: { resource: "asc" } }),
    prisma.clusterFinding.findMany({ where: { clusterId, resolvedAt: null }, orderBy: { firstSeenAt: "desc" } }),
  ]);
  return {
    cluster,
    identity: identity && {
      spiffeId: agentSpiffeId(trustDomain, clusterId),
      serial: identity.serial,
      keyFingerprint: identity.keyFingerprint,
      enrolledAt: identity.enrolledAt,
      renewedAt: identity.renewedAt,
      notAfter: identity.notAfter,
    },
    transitions: transitions.map(({ state, reason, hubId, at }) => ({ state, reason, hubId, at })),
    resources: resources.map(({ resource, kind, state, message, observedAt, verifiedAt }) => ({
      resource,
      kind,
      state,
      message,
      observedAt,
      verifiedAt,
    })),
    // The column is only written with the words of the contracts.
    findings: findings.map(({ code, object, severity, message, firstSeenAt }) => ({
      code,
      object,
      severity: severity as "info",
      message,
      firstSeenAt,
    })),
  };
}
