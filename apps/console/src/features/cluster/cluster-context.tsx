"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { createContext, use } from "react";

/** Holds the cluster that the page is about, for everything below its tabs. */
export const ClusterContext = createContext<ClusterView | null>(null);

/** The cluster that the page is about, kept true by the page's stream. */
export function useTheCluster(): ClusterView {
  const cluster = use(ClusterContext);
  if (cluster === null) throw new Error("useTheCluster is called outside ClusterFrame.");
  return cluster;
}
