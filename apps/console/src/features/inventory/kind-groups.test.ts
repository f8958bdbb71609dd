import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { observedResources, workloadResources } from "@holdfast/contracts/resources";
import { describe, expect, it } from "vitest";
import { kindGroups, workloadEntry } from "./kind-groups";

const count = (resource: string, kind: string, total: number, byHealth: ResourceCount["byHealth"] = {}): ResourceCount => ({
  resource,
  kind,
  isNamespaced: true,
  total,
  byHealth,
});

describe("the kinds of the chooser", () => {
  it("have a place each, and none of those that every agent observes is taken for somebody's own", () => {
    const groups = kindGroups(observedResources.map(({ key, kind }) => count(key, kind, 1)));
    expect(groups.map((group) => group.id)).toEqual(["workloads", "network", "storage", "cluster"]);
    expect(
      groups
        .flatMap((group) => group.kinds)
        .map((entry) => entry.resource)
        .sort(),
    ).toEqual(observedResources.map(({ key }) => key).sort());
  });

  it("of definitions of the clusters' own stand last, by name", () => {
    const groups = kindGroups([
      count("widgets.example.com", "Widget", 2),
      count("apples.example.com", "Apple", 1),
      count("pods", "Pod", 3),
    ]);
    expect(groups.map((group) => group.id)).toEqual(["workloads", "custom"]);
    expect(groups.at(-1)?.kinds.map((entry) => entry.kind)).toEqual(["Apple", "Widget"]);
  });

  it("count as troubled what is degraded or missing, and not what has no health of its own", () => {
    const [group] = kindGroups([count("pods", "Pod", 9, { Healthy: 3, Degraded: 2, Missing: 1, Unknown: 3 })]);
    expect(group?.kinds[0]).toEqual({ resource: "pods", kind: "Pod", total: 9, troubled: 3 });
  });

  it("add up to one entry for all that runs something, without the pods that it runs", () => {
    const groups = kindGroups([
      count("pods", "Pod", 50),
      count("deployments.apps", "Deployment", 4, { Degraded: 1 }),
      count("jobs.batch", "Job", 2),
    ]);
    expect(workloadEntry(groups, workloadResources, "All workloads")).toMatchObject({ resource: "workloads", total: 6, troubled: 1 });
  });
});
