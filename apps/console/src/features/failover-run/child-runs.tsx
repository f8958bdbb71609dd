"use client";
import type { RelatedRun } from "@holdfast/contracts/related-run";
import { Link } from "@holdfast/ui/link";
import { useTranslations } from "next-intl";
import { RunStatus } from "../shared-status/status-word";

/** The runs of other plans that a step has made, each with its state and a way to its page. */
export function ChildRuns({ runs }: { readonly runs: readonly RelatedRun[] }) {
  const t = useTranslations("failoverRun.steps");
  if (runs.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 pr-3 pb-2 pl-11">
      {runs.map((run) => (
        <li key={run.id} className="flex items-center gap-2">
          <Link href={`/failover/runs/${run.id}`}>{t("childRun", { plan: run.planName })}</Link>
          <RunStatus of={run.phase} />
        </li>
      ))}
    </ul>
  );
}
