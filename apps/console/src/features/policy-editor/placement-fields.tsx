"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import { Checkbox } from "@holdfast/ui/checkbox";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import type { Placement } from "../shared-cluster/placement-text";
import { PlacementResult } from "./placement-result";

const environments: readonly Environment[] = ["test", "production", "dr"];

interface PlacementFieldsProps {
  readonly placement: Placement;
  readonly onChange: (placement: Placement) => void;
}

/** Chooses the clusters that a policy is for, and shows at once which those are. */
export function PlacementFields({ placement, onChange }: PlacementFieldsProps) {
  const t = useTranslations("policyEditor");
  const word = useTranslations("status.environment");
  const turn = (environment: Environment, isOn: boolean) =>
    onChange({
      ...placement,
      environments: isOn ? [...placement.environments, environment] : placement.environments.filter((each) => each !== environment),
    });
  return (
    <Stack gap="s">
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 font-medium">{t("environments")}</legend>
        <Inline gap="m">
          {environments.map((environment) => (
            <Checkbox
              key={environment}
              label={word(environment)}
              isChecked={placement.environments.includes(environment)}
              onChange={(isOn) => turn(environment, isOn)}
            />
          ))}
        </Inline>
        <p className="text-ink-soft text-small">{t("environmentsHint")}</p>
      </fieldset>
      <TextField
        name="placement"
        label={t("labels")}
        hint={t("labelsHint")}
        value={placement.labels}
        onChange={(labels) => onChange({ ...placement, labels })}
        autoComplete="off"
        isCode
      />
      <PlacementResult placement={placement} />
    </Stack>
  );
}
