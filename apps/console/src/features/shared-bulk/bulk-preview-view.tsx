"use client";
import type { BulkCandidate, BulkPreview } from "@holdfast/contracts/bulk";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { refusalGroups } from "./refusal-groups";

const SHOWN = 100;

const named = ({ clusterName, namespace, kind, name }: BulkCandidate) =>
  `${kind} ${namespace === null ? "" : `${namespace}/`}${name} · ${clusterName}`;

function ObjectNames({ summary, objects }: { readonly summary: string; readonly objects: readonly BulkCandidate[] }) {
  const t = useTranslations("bulk");
  if (objects.length === 0) return null;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer break-words">{summary}</summary>
      <ul className="max-h-40 overflow-y-auto pl-4">
        {objects.slice(0, SHOWN).map((object) => (
          <li key={`${object.clusterId}/${object.uid}`} className="break-words">
            <OutsideText>{named(object)}</OutsideText>
          </li>
        ))}
        {objects.length > SHOWN && <li>{t("more", { count: objects.length - SHOWN })}</li>}
      </ul>
    </details>
  );
}

/** Who an order for many objects would reach, and who not with the reason. */
export function BulkPreviewView({ preview: { objects, isCut } }: { readonly preview: BulkPreview }) {
  const t = useTranslations("bulk");
  const say = useSay();
  const ready = objects.filter(({ gate }) => gate.isMet);
  const clusters = new Set(ready.map(({ clusterId }) => clusterId)).size;
  const groups = refusalGroups(objects, say);
  return (
    <Stack gap="s">
      {isCut && (
        <Notice tone="caution" shape="triangle" title={t("cut", { most: objects.length })}>
          {t("cutDetail")}
        </Notice>
      )}
      <ObjectNames summary={t("ready", { count: ready.length, clusters })} objects={ready} />
      {groups.length > 0 && (
        <Notice tone="caution" shape="diamond" title={t("left", { count: objects.length - ready.length })}>
          <Stack gap="none">
            {groups.map(({ reason, objects: left }) => (
              <ObjectNames key={reason} summary={t("group", { count: left.length, reason })} objects={left} />
            ))}
          </Stack>
        </Notice>
      )}
    </Stack>
  );
}
