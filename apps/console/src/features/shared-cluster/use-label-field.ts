"use client";
import { Labels } from "@holdfast/contracts/selector";
import { useTranslations } from "next-intl";
import { readLabels } from "./labels-text";

/** The labels of a form, or what is wrong with them. */
export interface LabelField {
  readonly labels: Labels | null;
  readonly error: string | null;
}

/** Reads the field `labels` of a form: its lines, and whether each key and value is one that Kubernetes takes. */
export function useLabelField(): (form: FormData) => LabelField {
  const t = useTranslations("clusterWords");
  return (form) => {
    const read = readLabels(String(form.get("labels") ?? ""));
    if ("wrongLine" in read) return { labels: null, error: t("labelLineWrong", { line: read.wrongLine }) };
    const parsed = Labels.safeParse(read.labels);
    if (parsed.success) return { labels: parsed.data, error: null };
    const key = String(parsed.error.issues[0]?.path[0] ?? "");
    return { labels: null, error: t("labelWrong", { line: `${key}=${read.labels[key] ?? ""}` }) };
  };
}
