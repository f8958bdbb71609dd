"use client";
import { Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import type { Placement } from "../shared-cluster/placement-text";
import { EnvironmentBoxes } from "./environment-boxes";
import { PlacementResult } from "./placement-result";
import type { StrategyDraft } from "./strategy-draft";

interface PlacementFieldsProps {
  readonly placement: Placement;
  readonly onChange: (placement: Placement) => void;
  readonly strategy: StrategyDraft | null;
}

/** Chooses the clusters that a policy is for, and shows at once which those are. */
export function PlacementFields({ placement, onChange, strategy }: PlacementFieldsProps) {
  const t = useTranslations("policyEditor");
  return (
    <Stack gap="s">
      <EnvironmentBoxes placement={placement} onChange={onChange} />
      <TextField
        name="placement"
        label={t("labels")}
        hint={t("labelsHint")}
        value={placement.labels}
        onChange={(labels) => onChange({ ...placement, labels })}
        autoComplete="off"
        isCode
      />
      <PlacementResult placement={placement} strategy={strategy} />
    </Stack>
  );
}
