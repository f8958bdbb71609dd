"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { DemoPanel } from "./demo-panel";

/** The control panel of the simulated fleet, for those who may use it, while there is one. Nothing elsewhere. */
export function DemoControl() {
  const isPermitted = useIsPermitted("demo:control");
  const trpc = useTRPC();
  // Asked only by those who may: a question that is refused is on record as a refusal.
  const state = useQuery(trpc.demo.state.queryOptions(undefined, { enabled: isPermitted }));
  const clusters = useQuery(trpc.cluster.list.queryOptions(undefined, { enabled: isPermitted && Array.isArray(state.data) }));
  if (!state.data || clusters.data === undefined) return null;
  return <DemoPanel scenarios={state.data} clusters={clusters.data.filter((cluster) => cluster.isSimulated)} />;
}
