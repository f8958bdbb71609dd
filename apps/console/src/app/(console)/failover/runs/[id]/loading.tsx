import { RunSkeleton } from "../../../../../features/failover-run/run-skeleton";

export default function Loading() {
  return <RunSkeleton />;
}
