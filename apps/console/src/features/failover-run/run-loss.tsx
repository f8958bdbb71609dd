"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** What may be lost. No step of the catalogue reads a data store, so it is said to be unmeasured; what probes saw stands beside it. */
export function RunLoss({ run }: { readonly run: RunView }) {
  const t = useTranslations("failoverRun.loss");
  const say = useSay();
  const probes = run.steps.filter((step) => step.use === "probe.promql" && step.state === "Done" && step.message !== "");
  return (
    <dl className="flex flex-wrap items-baseline gap-x-6 gap-y-1 border-line border-t pt-2">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <dt className="font-semibold">{t("rpo")}</dt>
        <dd className="text-ink-soft">{t("unmeasured", { primary: run.primary.name, standby: run.standby.name })}</dd>
      </div>
      {probes.map((probe) => (
        <div key={probe.index} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="font-mono text-ink-soft text-small">{probe.name}</dt>
          <dd className="tabular-nums">{say(probe)}</dd>
        </div>
      ))}
    </dl>
  );
}
