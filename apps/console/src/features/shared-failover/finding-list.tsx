"use client";
import type { PlanFinding } from "@holdfast/contracts/gate";
import { Badge } from "@holdfast/ui/badge";
import { Code } from "@holdfast/ui/code";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { gravestFirst, severityMarks } from "./readiness";

const keyOf = (finding: PlanFinding) => `${finding.code} ${finding.step ?? ""} ${finding.object} ${finding.message} ${finding.mode ?? ""}`;

/** What an evaluation found, the gravest first: severity, what is wrong, about what, and at which step. */
export function FindingList({ findings }: { readonly findings: readonly PlanFinding[] }) {
  const t = useTranslations("sharedFailover");
  const say = useSay();
  if (findings.length === 0) return <p className="text-ink-soft">{t("noFindings")}</p>;
  return (
    <ul aria-label={t("findings")} className="flex flex-col">
      {gravestFirst(findings).map((finding) => (
        <li key={keyOf(finding)} className="grid gap-x-3 gap-y-0.5 border-line border-b py-1.5 last:border-b-0 sm:grid-cols-[7rem_1fr]">
          <StatusMark {...severityMarks[finding.severity]} word={t(`severity.${finding.severity}`)} />
          <div className="min-w-0">
            <p className="break-words">{say(finding)}</p>
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-soft text-small">
              {finding.step !== null && <Badge>{t("atStep", { step: finding.step })}</Badge>}
              {finding.mode && <Badge>{t(`onlyIn.${finding.mode}`)}</Badge>}
              {finding.object !== "" && <Code>{finding.object}</Code>}
              <Code>{finding.code}</Code>
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
