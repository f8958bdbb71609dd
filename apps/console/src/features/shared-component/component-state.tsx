"use client";
import type { ComponentCell } from "@holdfast/contracts/component";
import type { Observation } from "@holdfast/ui/rules/freshness";
import { useTranslations } from "next-intl";
import { HealthStatus } from "../shared-status/status-word";

interface ComponentStateProps {
  readonly of: Pick<ComponentCell, "health" | "ready" | "desired">;
  /** When it was seen, if that differs from the scope around. */
  readonly observation?: Observation | null;
}

/** How a component is, as its worst workload says; where no workload tells, it says that it is there. */
export function ComponentState({ of, observation }: ComponentStateProps) {
  const t = useTranslations("components");
  if (of.health === null) return <span className="text-ink-soft">{t("installed")}</span>;
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <HealthStatus of={of.health} {...(observation === undefined ? {} : { observation })} />
      {of.desired !== null && (
        <span className="text-ink-soft text-small tabular-nums">{t("readyOf", { ready: of.ready ?? 0, desired: of.desired })}</span>
      )}
    </span>
  );
}
