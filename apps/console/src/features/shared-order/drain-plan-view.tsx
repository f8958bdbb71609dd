"use client";
import type { DrainPlan } from "@holdfast/contracts/object";
import type { DrainedPod } from "@holdfast/contracts/queries/node-drain-plan";
import { Notice } from "@holdfast/ui/notice";
import { OutsideText } from "@holdfast/ui/outside-text";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { Stack } from "@holdfast/ui/stack";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";

const SHOWN = 50;

interface PodListProps {
  readonly title: string;
  readonly pods: readonly DrainedPod[];
  /** What is said of each pod beside its name. */
  readonly noteOf: (pod: DrainedPod) => string | null;
  readonly isOpen?: boolean;
}

function PodList({ title, pods, noteOf, isOpen = false }: PodListProps) {
  const t = useTranslations("object.order.drain");
  if (pods.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="min-h-6 cursor-pointer">{title}</summary>
      <ul className="max-h-40 overflow-y-auto pl-4">
        {pods.slice(0, SHOWN).map((pod) => (
          <li key={`${pod.namespace}/${pod.name}`} className="break-words">
            <OutsideText>{`${pod.namespace}/${pod.name}`}</OutsideText>{" "}
            <span className="text-ink-soft">
              <OutsideText>{noteOf(pod) ?? ""}</OutsideText>
            </span>
          </li>
        ))}
        {pods.length > SHOWN && <li>{t("more", { count: pods.length - SHOWN })}</li>}
      </ul>
    </details>
  );
}

/** What a drain would meet on the node, as its cluster said a moment ago. Without an answer it can be ordered all the same. */
export function DrainPlanView({ plan, error }: { readonly plan: DrainPlan | undefined; readonly error: unknown }) {
  const t = useTranslations("object.order.drain");
  const { readFailure } = useUi();
  if (error !== null)
    return (
      <Notice tone="unknown" shape="question" title={t("unplanned")}>
        {readFailure(error).message}
      </Notice>
    );
  if (plan === undefined) return <SkeletonText lines={3} />;
  if (plan.isGone) return <Notice tone="caution" shape="triangle" title={t("gone")} />;
  const leaving = plan.pods.filter(({ keptBy }) => keptBy === null);
  const blocked = leaving.filter(({ blockedBy }) => blockedBy !== null);
  const kept = plan.pods.filter(({ keptBy }) => keptBy !== null);
  return (
    <Stack gap="s">
      <PodList title={t("leaving", { count: leaving.length })} pods={leaving} noteOf={({ controller }) => controller} />
      {leaving.length === 0 && <p>{t("empty")}</p>}
      <PodList title={t("blocked", { count: blocked.length })} pods={blocked} noteOf={({ blockedBy }) => blockedBy} isOpen />
      <PodList title={t("kept", { count: kept.length })} pods={kept} noteOf={({ keptBy }) => keptBy && t(`keptBy.${keptBy}`)} />
    </Stack>
  );
}
