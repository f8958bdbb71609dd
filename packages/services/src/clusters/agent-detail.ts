import { CommandOutcome } from "@holdfast/contracts/command";
import type { AgentDetail, FindingView } from "@holdfast/contracts/fleet";
import { agentSpiffeId } from "@holdfast/contracts/spiffe";
import { phraseOfRow } from "@holdfast/db/stored-phrase";
import type { ServiceContext } from "../context/service-context";
import { hostedView } from "../imports/hosted-view";
import { getCluster } from "./get-cluster";
import { linkReason } from "./link-reason";

const TRANSITIONS = 50;
const COMMANDS = 25;

/** The orders of an agent: how many it has still to answer, and the newest of all. */
async function agentQueue({ db, now }: ServiceContext, clusterId: string): Promise<AgentDetail["queue"]> {
  const [waiting, newest] = await Promise.all([
    db.prisma.command.aggregate({
      where: { clusterId, finishedAt: null, expiresAt: { gt: now() } },
      _count: true,
      _min: { issuedAt: true },
    }),
    db.prisma.command.findMany({ where: { clusterId }, orderBy: { seq: "desc" }, take: COMMANDS }),
  ]);
  return {
    waiting: waiting._count,
    oldestIssuedAt: waiting._min.issuedAt,
    newest: newest.map(({ id, seq, name, scope, epoch, outcome, reason, message, issuedAt, expiresAt, finishedAt }) => ({
      ...{ id, name, scope, reason, message, issuedAt, expiresAt, finishedAt },
      seq: Number(seq),
      epoch: Number(epoch),
      outcome: outcome === null ? null : CommandOutcome.parse(outcome),
    })),
  };
}

/** What the agent said when it came. While it is connected `lastHeartbeatAt` is its last hello; afterwards its last sign of life. */
async function lastHello({ db }: ServiceContext, clusterId: string): Promise<AgentDetail["hello"]> {
  const [link, came] = await Promise.all([
    db.prisma.agentLink.findUnique({ where: { clusterId } }),
    db.prisma.linkTransition.findFirst({ where: { clusterId, state: "connected" }, orderBy: { id: "desc" } }),
  ]);
  if (!link?.bootId) return null;
  const at = link.state === "connected" ? link.lastHeartbeatAt : came?.at;
  return {
    at: at ?? link.since,
    hubId: link.hubId,
    bootId: link.bootId,
    protocol: link.protocol,
    ackedSeq: Number(link.ackedSeq),
  };
}

/** Everything about a cluster's agent that the store knows: its identity, how it came and went, its orders, what it may read. */
export async function agentDetail(ctx: ServiceContext, clusterId: string, trustDomain: string): Promise<AgentDetail> {
  const cluster = await getCluster(ctx, clusterId);
  const { prisma } = ctx.db;
  const [hosted, identity, hello, queue, transitions, resources, findings] = await Promise.all([
    prisma.hostedAgent.findUnique({ where: { clusterId } }),
    prisma.agentIdentity.findFirst({ where: { clusterId, revokedAt: null }, orderBy: { enrolledAt: "desc" } }),
    lastHello(ctx, clusterId),
    agentQueue(ctx, clusterId),
    prisma.linkTransition.findMany({ where: { clusterId }, orderBy: { id: "desc" }, take: TRANSITIONS }),
    prisma.inventoryResource.findMany({ where: { clusterId }, orderBy: { resource: "asc" } }),
    prisma.clusterFinding.findMany({ where: { clusterId, resolvedAt: null }, orderBy: { firstSeenAt: "desc" } }),
  ]);
  return {
    cluster,
    hosted: hosted && hostedView(hosted),
    identity: identity && {
      spiffeId: agentSpiffeId(trustDomain, clusterId),
      serial: identity.serial,
      keyFingerprint: identity.keyFingerprint,
      enrolledAt: identity.enrolledAt,
      renewedAt: identity.renewedAt,
      notAfter: identity.notAfter,
    },
    hello,
    queue,
    transitions: transitions.map(({ state, reason, hubId, at }) => ({ state, reason, phrase: linkReason(reason).phrase, hubId, at })),
    resources: resources.map(({ resource, kind, state, message, observedAt, verifiedAt }) => ({
      resource,
      kind,
      state,
      message,
      observedAt,
      verifiedAt,
    })),
    findings: findings.map(({ code, object, severity, message, phrase, firstSeenAt }) => ({
      code,
      object,
      // The column is only written with the words of the contracts.
      severity: severity as FindingView["severity"],
      message,
      phrase: phraseOfRow(phrase),
      firstSeenAt,
    })),
  };
}
