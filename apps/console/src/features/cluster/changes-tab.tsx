"use client";
import { ChangeList } from "../shared-change/change-list";
import { useTheCluster } from "./cluster-context";

/** What changed on this cluster. */
export function ChangesTab() {
  return <ChangeList clusterId={useTheCluster().id} />;
}
