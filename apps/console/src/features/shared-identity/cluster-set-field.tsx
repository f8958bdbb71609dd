"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import { Checkbox } from "@holdfast/ui/checkbox";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { TextField } from "@holdfast/ui/text-field";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { useTRPC } from "../../trpc/client";
import { type Placement, placementSelector } from "../shared-cluster/placement-text";

const environments: readonly Environment[] = ["test", "production", "dr"];
const empty: Placement = { environments: [], labels: "" };

/** Names the clusters that are chosen now, as far as the reader may see them. */
function Chosen({ placement }: { readonly placement: Placement | null }) {
  const t = useTranslations("identity.clusters");
  const settled = useDeferredValue(placement);
  const read = settled === null ? { selector: {} } : placementSelector(settled);
  const isNothing = settled !== null && "selector" in read && Object.keys(read.selector).length === 0;
  const selector = "selector" in read && !isNothing ? read.selector : {};
  const query = useQuery({
    ...useTRPC().policy.place.queryOptions({ placement: selector }),
    enabled: "selector" in read && !isNothing,
    retry: false,
  });
  if ("unread" in read) return <p className="text-bad-ink">{t("unread", { part: read.unread })}</p>;
  if (isNothing) return <p className="text-ink-soft">{t("nothing")}</p>;
  if (query.isError) return <p className="text-bad-ink">{t("unknown")}</p>;
  const clusters = query.data?.clusters;
  if (clusters === undefined) return <p className="text-ink-soft">…</p>;
  return (
    <p>
      {t("chosen", { count: clusters.length })}
      {clusters.length > 0 && (
        <span className="text-ink-soft">
          {" "}
          {clusters
            .slice(0, 8)
            .map((each) => each.clusterName)
            .join(", ")}
        </span>
      )}
    </p>
  );
}

interface ClusterSetFieldProps {
  /** What is chosen; null for all clusters. */
  readonly placement: Placement | null;
  readonly onChange: (placement: Placement | null) => void;
}

/** Chooses a set of clusters: all, present and future, or by environment and labels. Says at once which those are. */
export function ClusterSetField({ placement, onChange }: ClusterSetFieldProps) {
  const t = useTranslations("identity.clusters");
  const word = useTranslations("status.environment");
  const turn = (environment: Environment, isOn: boolean) => {
    const chosen = placement ?? empty;
    onChange({
      ...chosen,
      environments: isOn ? [...chosen.environments, environment] : chosen.environments.filter((each) => each !== environment),
    });
  };
  return (
    <Stack gap="s">
      <SelectField
        name="clusters"
        label={t("label")}
        options={[
          { value: "some", label: t("some") },
          { value: "all", label: t("all") },
        ]}
        value={placement === null ? "all" : "some"}
        onChange={(value) => onChange(value === "all" ? null : empty)}
      />
      {placement !== null && (
        <>
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
          </fieldset>
          <TextField
            name="labels"
            label={t("labels")}
            hint={t("labelsHint")}
            value={placement.labels}
            onChange={(labels) => onChange({ ...placement, labels })}
            autoComplete="off"
            isCode
          />
        </>
      )}
      <div aria-live="polite" className="min-h-10 rounded-m border border-line bg-sunken px-3 py-2">
        <Chosen placement={placement} />
      </div>
    </Stack>
  );
}
