"use client";
import { Button } from "@holdfast/ui/button";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { EnvironmentBoxes } from "./environment-boxes";
import type { WaveDraft } from "./strategy-draft";

const approvals = ["none", "once", "always"] as const;
const comparisons = ["<", "<=", ">", ">=", "==", "!="] as const;

interface WaveFieldsProps {
  readonly wave: WaveDraft;
  readonly index: number;
  readonly onChange: (wave: WaveDraft) => void;
  /** Null for the only one. */
  readonly onRemove: (() => void) | null;
}

/** One wave: whom it reaches, whose yes it needs, how long it is watched, and the figure that must hold afterwards. */
export function WaveFields({ wave, index, onChange, onRemove }: WaveFieldsProps) {
  const t = useTranslations("policyEditor.strategy");
  const name = (field: string) => `strategy.waves.${index}.${field}`;
  const change = (part: Partial<WaveDraft>) => onChange({ ...wave, ...part });
  const text = (field: "soakSeconds" | "threshold" | "withinSeconds") => ({
    ...{ name: name(field), label: t(field), value: wave[field], autoComplete: "off" },
    onChange: (value: string) => change({ [field]: value }),
  });
  return (
    <fieldset className="min-w-0 rounded-m border border-line p-3">
      <legend className="px-1 font-medium">{t("wave", { wave: index + 1 })}</legend>
      <Stack gap="s">
        <TextField
          name={name("name")}
          label={t("name")}
          value={wave.name}
          onChange={(value) => change({ name: value })}
          autoComplete="off"
        />
        <EnvironmentBoxes placement={wave.placement} onChange={(placement) => change({ placement })} />
        <TextField
          name={name("clusters")}
          label={t("labels")}
          value={wave.placement.labels}
          onChange={(labels) => change({ placement: { ...wave.placement, labels } })}
          autoComplete="off"
          isCode
        />
        <SelectField
          name={name("approval")}
          label={t("approval")}
          value={wave.approval}
          options={approvals.map((value) => ({ value, label: t(`approvalOf.${value}`) }))}
          onChange={(value) => change({ approval: approvals.find((each) => each === value) ?? "always" })}
        />
        <TextField {...text("soakSeconds")} hint={t("soakHint")} />
        <TextField
          name={name("gate.query")}
          label={t("query")}
          hint={t("queryHint")}
          value={wave.query}
          onChange={(query) => change({ query })}
          autoComplete="off"
          isCode
        />
        {wave.query.trim() !== "" && (
          <>
            <SelectField
              name={name("gate.comparison")}
              label={t("comparison")}
              value={wave.comparison}
              options={comparisons.map((value) => ({ value, label: value }))}
              onChange={(value) => change({ comparison: comparisons.find((each) => each === value) ?? "<" })}
            />
            <TextField {...text("threshold")} name={name("gate.threshold")} />
            <TextField {...text("withinSeconds")} name={name("gate.withinSeconds")} />
          </>
        )}
        {onRemove !== null && (
          <Inline>
            <Button size="s" onClick={onRemove}>
              {t("removeWave", { wave: index + 1 })}
            </Button>
          </Inline>
        )}
      </Stack>
    </fieldset>
  );
}
