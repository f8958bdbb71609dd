import { ReportSkeleton } from "../../../../../../features/failover-report/report-skeleton";

export default function Loading() {
  return <ReportSkeleton />;
}
