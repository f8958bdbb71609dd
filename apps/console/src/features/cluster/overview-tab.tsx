"use client";
import { Stack } from "@holdfast/ui/stack";
import { ClusterFacts } from "./cluster-facts";
import { ClusterFindings } from "./cluster-findings";
import { ClusterKinds } from "./cluster-kinds";
import { ClusterPlans } from "./cluster-plans";

/** Everything of a cluster at a glance: what is wrong, what it is, what it runs, and which plans count on it. */
export function OverviewTab() {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <Stack gap="m">
        <ClusterFindings />
        <ClusterKinds />
      </Stack>
      <Stack gap="m">
        <ClusterFacts />
        <ClusterPlans />
      </Stack>
    </div>
  );
}
