"use client";
import type { EventType, StreamMessage } from "@holdfast/contracts/event";
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useEffect, useMemo } from "react";
import { signInPath } from "../features/shared-session/return-path";
import { reportConnection } from "../features/shared-stream/connection";
import { askAgain } from "./ask-again";
import { useTRPC } from "./client";
import { gather } from "./gather";

type Paths = ReturnType<typeof useTRPC>;

/** Which questions what happens about failovers makes worth asking again. */
const asksAgainOfFailover = (trpc: Paths) => {
  const fleet = trpc.fleet.pathKey();
  const failover = [trpc.failover.pathKey(), trpc.plan.pathKey(), trpc.approval.pathKey(), fleet];
  return {
    "plan.saved": [trpc.plan.pathKey(), fleet],
    "plan.evaluated": [trpc.plan.pathKey(), fleet],
    "failover.requested": failover,
    "failover.decided": failover,
    "failover.phase-changed": [...failover, trpc.drill.list.pathKey(), trpc.object.verbs.queryKey()],
    "failover.step-changed": [trpc.failover.pathKey(), trpc.approval.pathKey()],
    "store.measured": [trpc.plan.stores.pathKey()],
    "store.verdict-changed": [trpc.plan.stores.pathKey()],
    "failover.overridden": failover,
    "failover.reported": failover,
    "drill.changed": [trpc.drill.pathKey(), ...failover],
    "failover.warrant-changed": failover,
    "guards.changed": [trpc.guards.pathKey()],
    "arming.changed": [trpc.plan.automation.pathKey(), trpc.approval.pathKey()],
    "watch.changed": [trpc.plan.automation.pathKey()],
    "automation.changed": [trpc.automation.pathKey(), ...failover],
  };
};

/** Which questions what policies find, and what is excused of it, makes worth asking again. */
const asksAgainOfCompliance = (trpc: Paths) => {
  const compliance = [
    trpc.policy.compliance.pathKey(),
    trpc.policy.complianceOf.pathKey(),
    trpc.policy.violations.pathKey(),
    trpc.policy.violation.pathKey(),
  ];
  return {
    "policy.compliance-changed": compliance,
    "policy.waiver-changed": [...compliance, trpc.policy.waivers.pathKey(), trpc.approval.pathKey()],
    "policy.waiver-ending": [trpc.policy.waivers.pathKey()],
  };
};

/** Which questions an event makes worth asking again. A new type of event does not compile before it is here. */
const asksAgain = (trpc: Paths): Record<EventType, readonly QueryKey[]> => {
  const fleet = trpc.fleet.pathKey();
  const cluster = trpc.cluster.pathKey();
  const found = trpc.search.find.pathKey();
  const policy = trpc.policy.pathKey();
  const orders = [trpc.object.orders.queryKey(), trpc.object.verbs.queryKey(), trpc.history.pathKey()];
  const rollout = [policy, trpc.approval.pathKey(), fleet];
  return {
    "cluster.registered": [fleet, cluster, trpc.imports.members.queryKey()],
    "cluster.hosted-changed": [trpc.cluster.agent.queryKey(), trpc.imports.get.queryKey()],
    "cluster.imported": [trpc.imports.pathKey()],
    "cluster.edited": [fleet, cluster, trpc.inventory.pathKey(), found],
    "cluster.link-changed": [
      fleet,
      cluster,
      trpc.imports.pathKey(),
      trpc.svid.list.pathKey(),
      trpc.inventory.pathKey(),
      trpc.object.verbs.queryKey(),
      found,
    ],
    "cluster.revoked": [fleet, cluster, trpc.imports.pathKey(), trpc.svid.list.pathKey()],
    "cluster.finding-changed": [fleet, cluster],
    "cluster.components-changed": [trpc.component.pathKey()],
    "object.order-changed": [...orders, trpc.bulk.pathKey()],
    "bulk.changed": [trpc.bulk.pathKey()],
    "terminal.changed": [trpc.terminal.list.queryKey(), trpc.terminal.get.queryKey(), trpc.terminal.offer.queryKey()],
    "policy.version-saved": [policy],
    "policy.previewed": [policy],
    "policy.impact-changed": [trpc.policy.impact.queryKey(), trpc.policy.impactFindings.queryKey()],
    "policy.tested": [policy],
    "policy.drift-changed": [policy],
    "rollout.requested": rollout,
    "rollout.changed": rollout,
    "rollouts.switched": rollout,
    ...asksAgainOfFailover(trpc),
    "case.saved": [trpc.case.list.queryKey()],
    "case.evaluated": [trpc.case.list.queryKey()],
    "access.changed": [
      trpc.self.pathKey(),
      trpc.user.pathKey(),
      trpc.access.pathKey(),
      trpc.session.pathKey(),
      trpc.provider.pathKey(),
      trpc.passkey.pathKey(),
    ],
    "elevation.changed": [trpc.elevation.pathKey(), trpc.approval.pathKey(), trpc.self.pathKey(), trpc.user.pathKey()],
    "audit.checkpointed": [],
    "audit.verified": [],
    "audit.broken": [],
    "notification.changed": [trpc.notification.pathKey()],
    "search-alert.changed": [trpc.search.saved.queryKey()],
    "search-alert.firing": [trpc.search.saved.queryKey()],
    "search-alert.resolved": [trpc.search.saved.queryKey()],
    "retention.changed": [trpc.retention.pathKey()],
    "compare-rule.changed": [trpc.compare.pathKey()],
    ...asksAgainOfCompliance(trpc),
  };
};

/**
 * The tab's only stream: keeps the cache true. Every fact that arrives makes the questions that it concerns be asked again, a
 * few times a second at most; after a break everything on the screen is.
 */
export function useEventStream(): void {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const map = useMemo(() => asksAgain(trpc), [trpc]);
  const ask = useMemo(() => askAgain(queryClient), [queryClient]);
  const again = useMemo(
    () =>
      gather<QueryKey>((keys) => {
        for (const queryKey of keys) ask(queryKey);
      }),
    [ask],
  );
  useEffect(() => () => again.close(), [again]);
  const hear = (message: StreamMessage) => {
    if (message.type === "event") again.add(...map[message.event.type]);
    else if (message.type === "inventory")
      again.add(
        trpc.inventory.pathKey(),
        trpc.search.find.pathKey(),
        trpc.history.pathKey(),
        trpc.fleet.pathKey(),
        trpc.object.verbs.queryKey(),
        trpc.object.tree.queryKey(),
      );
    // "ready" comes with every connection: what was missed before it is asked for now.
    else void queryClient.invalidateQueries();
  };
  const { status } = useSubscription(
    trpc.stream.events.subscriptionOptions(undefined, {
      onData: ({ data }) => hear(data),
      // The session was ended, here or by somebody else: nothing on the screen may be believed or read on.
      onError: ({ data }) => {
        if (data?.code === "UNAUTHORIZED") window.location.assign(signInPath(`${window.location.pathname}${window.location.search}`));
      },
    }),
  );
  useEffect(() => {
    reportConnection(status === "pending" ? "live" : status === "connecting" ? "connecting" : "lost");
  }, [status]);
}
