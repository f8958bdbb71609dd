"use client";
import type { TrafficPanel } from "@holdfast/contracts/signals";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { SelectField } from "@holdfast/ui/select-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { valueText } from "./golden-series";

/** A service that can be chosen, with the requests that all clusters together serve; null where none was measured. */
export interface ServiceChoice {
  readonly value: string;
  readonly requestsPerSecond: number | null;
}

/** The services with traffic, the busiest first, then those that the clusters hold besides; each once. */
export function serviceChoices(
  traffic: TrafficPanel["answered"],
  held: readonly { readonly namespace: string | null; readonly name: string }[],
): ServiceChoice[] {
  const served = new Map<string, number>();
  for (const { service, requestsPerSecond } of traffic) {
    const value = `${service.namespace}/${service.name}`;
    served.set(value, (served.get(value) ?? 0) + requestsPerSecond);
  }
  const busy = [...served].sort(([, a], [, b]) => b - a).map(([value, requestsPerSecond]) => ({ value, requestsPerSecond }));
  const others = new Set(held.flatMap(({ namespace, name }) => (namespace === null ? [] : [`${namespace}/${name}`])));
  const idle = [...others].filter((value) => !served.has(value)).sort();
  return [...busy, ...idle.map((value) => ({ value, requestsPerSecond: null }))];
}

interface ServiceChooserProps {
  readonly choices: readonly ServiceChoice[];
  readonly chosen: string;
  readonly onChoose: (service: string) => void;
}

/** Chooses the service whose signals are shown. One that an old link names stays there, though nothing is known of it now. */
export function ServiceChooser({ choices, chosen, onChoose }: ServiceChooserProps) {
  const t = useTranslations("observe");
  const { locale, text } = useUi();
  const known =
    choices.some((choice) => choice.value === chosen) || chosen === "" ? choices : [{ value: chosen, requestsPerSecond: null }, ...choices];
  return (
    <SelectField
      name="service"
      label={t("service")}
      placeholder={t("chooseService")}
      value={chosen}
      onChange={onChoose}
      options={known.map(({ value, requestsPerSecond }) => ({
        value,
        label:
          requestsPerSecond === null
            ? visibleName(value)
            : `${visibleName(value)} (${valueText(requestsPerSecond, "perSecond", { locale, cores: text.cores })})`,
      }))}
    />
  );
}
