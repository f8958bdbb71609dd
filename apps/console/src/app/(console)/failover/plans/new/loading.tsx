import { PlanSkeleton } from "../../../../../features/failover-plan/plan-skeleton";

export default function Loading() {
  return <PlanSkeleton />;
}
