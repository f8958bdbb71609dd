"use client";
import type { Rung } from "@holdfast/contracts/rollout-strategy";
import { Button } from "@holdfast/ui/button";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newWave, type StrategyDraft } from "./strategy-draft";
import { WaveFields } from "./wave-fields";

// Written here so that the form needs no schema to know two words.
const rungs: readonly Rung[] = ["audit", "warn"];

interface StrategyFieldsProps {
  readonly strategy: StrategyDraft;
  readonly onChange: (strategy: StrategyDraft) => void;
}

/** How the policy goes through the fleet: how strictly at first, and, folded away, in which waves and how carefully. */
export function StrategyFields({ strategy, onChange }: StrategyFieldsProps) {
  const t = useTranslations("policyEditor.strategy");
  const change = (part: Partial<StrategyDraft>) => onChange({ ...strategy, ...part });
  const { waves } = strategy;
  const [isOpen, setOpen] = useState(false);
  const turn = (rung: Rung, isOn: boolean) =>
    change({ ladder: rungs.filter((each) => (each === rung ? isOn : strategy.ladder.includes(each))) });
  return (
    <Stack gap="s">
      <fieldset className="flex min-w-0 flex-col gap-1">
        <legend className="mb-1 font-medium">{t("ladder")}</legend>
        {rungs.map((rung) => (
          <Checkbox key={rung} label={t(`rung.${rung}`)} isChecked={strategy.ladder.includes(rung)} onChange={(isOn) => turn(rung, isOn)} />
        ))}
        <p className="text-ink-soft text-small">{t("ladderHint")}</p>
      </fieldset>
      <SelectField
        name="strategy.onFailure"
        label={t("onFailure")}
        value={strategy.onFailure}
        options={(["rollBack", "halt"] as const).map((value) => ({ value, label: t(`onFailureOf.${value}`) }))}
        onChange={(value) => change({ onFailure: value === "halt" ? "halt" : "rollBack" })}
      />
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer py-1 font-medium">{t("advanced", { waves: waves.length })}</summary>
        {isOpen && (
          <Stack gap="s">
            <Checkbox label={t("firstAlone")} isChecked={strategy.firstAlone} onChange={(firstAlone) => change({ firstAlone })} />
            <TextField
              name="strategy.maxConcurrent"
              label={t("maxConcurrent")}
              value={strategy.maxConcurrent}
              onChange={(maxConcurrent) => change({ maxConcurrent })}
              autoComplete="off"
            />
            <TextField
              name="strategy.failureBudget"
              label={t("failureBudget")}
              hint={t("failureBudgetHint")}
              value={strategy.failureBudget}
              onChange={(failureBudget) => change({ failureBudget })}
              autoComplete="off"
            />
            {waves.map((wave, index) => (
              <WaveFields
                key={wave.key}
                wave={wave}
                index={index}
                onChange={(next) => change({ waves: waves.map((each) => (each.key === wave.key ? next : each)) })}
                onRemove={waves.length === 1 ? null : () => change({ waves: waves.filter((each) => each.key !== wave.key) })}
              />
            ))}
            <Inline>
              <Button size="s" onClick={() => change({ waves: [...waves, newWave(crypto.randomUUID())] })}>
                {t("addWave")}
              </Button>
            </Inline>
            <p className="text-ink-soft text-small">{t("freezes", { count: strategy.freezes.length })}</p>
          </Stack>
        )}
      </details>
    </Stack>
  );
}
