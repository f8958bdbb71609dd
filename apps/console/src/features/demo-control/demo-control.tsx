"use client";
import { FailedState } from "@holdfast/ui/failure-state";
import { Panel } from "@holdfast/ui/panel";
import { useUi } from "@holdfast/ui/ui-provider";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "../../trpc/client";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { DemoPanel } from "./demo-panel";

/** The control panel of the simulated fleet, for those who may use it, while there is one. Nothing elsewhere. */
export function DemoControl() {
  const t = useTranslations("demo");
  const { readFailure } = useUi();
  const isPermitted = useIsPermitted("demo:control");
  const trpc = useTRPC();
  // Asked only by those who may: a question that is refused is on record as a refusal.
  const state = useQuery(trpc.demo.state.queryOptions(undefined, { enabled: isPermitted }));
  const clusters = useQuery(trpc.cluster.list.queryOptions(undefined, { enabled: isPermitted && Array.isArray(state.data) }));
  if (state.error)
    return (
      <Panel title={t("title")}>
        <FailedState failure={readFailure(state.error)} onRetry={() => void state.refetch()} />
      </Panel>
    );
  if (!state.data || clusters.data === undefined) return null;
  return <DemoPanel scenarios={state.data} clusters={clusters.data.filter((cluster) => cluster.isSimulated)} />;
}
