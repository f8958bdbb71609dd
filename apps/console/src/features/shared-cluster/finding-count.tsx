"use client";
import type { FindingView } from "@holdfast/contracts/fleet";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { severities, severityMarks } from "./finding-marks";

/** How many findings there are of the gravest severity; a dash for none. */
export function FindingCount({ findings }: { readonly findings: readonly FindingView[] }) {
  const t = useTranslations("clusterWords");
  const gravest = severities.find((severity) => findings.some((finding) => finding.severity === severity));
  if (gravest === undefined) return <span className="text-ink-soft">—</span>;
  const count = findings.filter((finding) => finding.severity === gravest).length;
  return <StatusMark {...severityMarks[gravest]} word={t(`findings.${gravest}`, { count })} />;
}
