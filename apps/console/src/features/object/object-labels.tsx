"use client";
import { Code } from "@holdfast/ui/code";
import { Panel } from "@holdfast/ui/panel";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

interface ObjectLabelsProps {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

function Pairs({ pairs, label }: { readonly pairs: Readonly<Record<string, string>>; readonly label: string }) {
  const entries = Object.entries(pairs);
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {entries.map(([name, value]) => (
        <li key={name} className="max-w-full rounded-s bg-sunken px-1.5 py-0.5 text-small">
          <Code>{value === "" ? name : `${name}=${value}`}</Code>
        </li>
      ))}
    </ul>
  );
}

/** The labels of an object, and those annotations that leave its cluster. */
export function ObjectLabels({ labels, annotations }: ObjectLabelsProps) {
  const t = useTranslations("object");
  const hasAnnotations = Object.keys(annotations).length > 0;
  return (
    <Panel title={t("labels")}>
      <Stack gap="s">
        {Object.keys(labels).length === 0 ? <p className="text-ink-soft">{t("noLabels")}</p> : <Pairs pairs={labels} label={t("labels")} />}
        {hasAnnotations && (
          <>
            <h3 className="font-medium text-ink-soft text-small">{t("annotations")}</h3>
            <Pairs pairs={annotations} label={t("annotations")} />
          </>
        )}
      </Stack>
    </Panel>
  );
}
