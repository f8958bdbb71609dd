"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import { Checkbox } from "@holdfast/ui/checkbox";
import { Inline } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";
import type { Placement } from "../shared-cluster/placement-text";

const environments: readonly Environment[] = ["test", "production", "dr"];

interface EnvironmentBoxesProps {
  readonly placement: Placement;
  readonly onChange: (placement: Placement) => void;
}

/** The environments of a placement, to tick; none means all. */
export function EnvironmentBoxes({ placement, onChange }: EnvironmentBoxesProps) {
  const t = useTranslations("policyEditor");
  const word = useTranslations("status.environment");
  const turn = (environment: Environment, isOn: boolean) =>
    onChange({
      ...placement,
      environments: isOn ? [...placement.environments, environment] : placement.environments.filter((each) => each !== environment),
    });
  return (
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
  );
}
