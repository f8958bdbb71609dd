"use client";
import type { RunView } from "@holdfast/contracts/failover";
import { Code } from "@holdfast/ui/code";
import { ObjectDiff } from "@holdfast/ui/object-diff";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** What each step of a run would change in the mode that is asked for, as dry runs on the clusters said when it was evaluated: part of what is approved. */
export function FailoverChanges({ run }: { readonly run: RunView }) {
  const t = useTranslations("approvals.failover");
  const { changes, evaluatedAt } = run.evaluation;
  const inMode = changes.filter(({ mode }) => mode === undefined || mode === run.mode);
  return (
    <Panel
      title={t("changes")}
      aside={
        <>
          {t("dryRun")} <Time at={evaluatedAt} />
        </>
      }
    >
      {inMode.length === 0 ? (
        <p className="text-ink-soft">{t("noChanges")}</p>
      ) : (
        <ol className="flex flex-col gap-3">
          {inMode.map((each) => (
            <li key={each.step} className="flex flex-col gap-1">
              <Code>{each.step}</Code>
              <Stack gap="s">
                {each.changes.map((change) => (
                  <ObjectDiff key={`${change.kind} ${change.namespace ?? ""} ${change.name}`} difference={change} />
                ))}
              </Stack>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
