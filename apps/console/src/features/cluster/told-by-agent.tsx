"use client";
import { FreshnessScope } from "@holdfast/ui/freshness";
import type { ReactNode } from "react";
import { clusterObservation } from "../shared-cluster/cluster-observation";
import { useTheCluster } from "./cluster-context";

/** Dates what the agent told: without a link it is stale. What Holdfast knows by itself (links, identities, orders) stands outside. */
export function ToldByAgent({ children }: { readonly children: ReactNode }) {
  const { link } = useTheCluster();
  return <FreshnessScope {...clusterObservation(link)}>{children}</FreshnessScope>;
}
