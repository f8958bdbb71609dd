import type { ClusterView, LinkState } from "@holdfast/contracts/cluster";
import type { HostedState, ImportItemView } from "@holdfast/contracts/cluster-import";
import { expect, it } from "vitest";
import { importOutcome } from "./import-outcome";

// Only the state of the link is looked at.
const cluster = (state: LinkState) => ({ link: { state } }) as ClusterView;
const agent = (state: HostedState): ImportItemView["agent"] => ({ state, failures: 0, lastExitReason: null, since: new Date(0) });

it.each<[string, Parameters<typeof importOutcome>[0]]>([
  ["refused", { refusal: { message: "no" }, cluster: null, agent: null }],
  ["hidden", { refusal: null, cluster: null, agent: null }],
  ["waiting", { refusal: null, cluster: cluster("awaitingAgent"), agent: agent("waiting") }],
  ["failing", { refusal: null, cluster: cluster("unreachable"), agent: agent("failing") }],
  ["running", { refusal: null, cluster: cluster("unreachable"), agent: agent("running") }],
  ["connected", { refusal: null, cluster: cluster("connected"), agent: agent("starting") }],
  ["ownAgent", { refusal: null, cluster: cluster("connected"), agent: null }],
])("an item of an import is %s when the store says so", (outcome, item) => {
  expect(importOutcome(item)).toBe(outcome);
});
