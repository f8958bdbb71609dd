"use client";
import type { ClusterView } from "@holdfast/contracts/cluster";
import { IconButton } from "@holdfast/ui/icon-button";
import { SelectField } from "@holdfast/ui/select-field";
import { ArrowLeftRight } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Pair } from "./compare-search";

interface PairPickerProps {
  readonly pair: Pair;
  readonly clusters: readonly ClusterView[];
  readonly onChange: (left: string, right: string) => void;
}

/** Chooses the two clusters. Choosing for one side what stands on the other turns them round. */
export function PairPicker({ pair: { left, right }, clusters, onChange }: PairPickerProps) {
  const t = useTranslations("compare");
  const options = clusters.map(({ name, environment }) => ({ value: name, label: `${name} · ${t(`environment.${environment}`)}` }));
  const choose = (side: "left" | "right", name: string) => {
    if (side === "left") onChange(name, name === right.name ? left.name : right.name);
    else onChange(name === left.name ? right.name : left.name, name);
  };
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 max-sm:w-full sm:w-72">
        <SelectField name="left" label={t("left")} options={options} value={left.name} onChange={(name) => choose("left", name)} />
      </div>
      <IconButton
        label={t("turn")}
        icon={<ArrowLeftRight aria-hidden="true" />}
        variant="secondary"
        onClick={() => onChange(right.name, left.name)}
      />
      <div className="min-w-0 max-sm:w-full sm:w-72">
        <SelectField name="right" label={t("right")} options={options} value={right.name} onChange={(name) => choose("right", name)} />
      </div>
    </div>
  );
}
