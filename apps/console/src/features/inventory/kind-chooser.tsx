"use client";
import type { ResourceCount } from "@holdfast/contracts/inventory-list";
import { workloadResources } from "@holdfast/contracts/resources";
import { Resolve } from "@holdfast/ui/resolve";
import type { QueryLike } from "@holdfast/ui/rules/resolve-state";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { SelectField } from "@holdfast/ui/select-field";
import { SkeletonText } from "@holdfast/ui/skeleton";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { type KindEntry, kindGroups, workloadEntry } from "./kind-groups";
import { KindRail } from "./kind-rail";

interface KindChooserProps {
  readonly counts: QueryLike<ResourceCount[]>;
  readonly chosen: string;
  readonly hrefOf: (resource: string) => string;
}

/** Chooses the kind: a list at the side where there is room, the platform's own control where there is not. */
export function KindChooser({ counts, chosen, hrefOf }: KindChooserProps) {
  const t = useTranslations("inventory");
  const { navigate, locale } = useUi();
  const label = ({ kind, total }: KindEntry) => `${visibleName(kind)} (${total.toLocaleString(locale)})`;
  return (
    <Resolve
      query={counts}
      loading={<SkeletonText lines={8} />}
      isEmpty={(kinds) => kinds.length === 0}
      empty={<p className="text-ink-soft">{t("noKinds")}</p>}
    >
      {(kinds) => {
        const groups = kindGroups(kinds);
        const workloads = workloadEntry(groups, workloadResources, t("allWorkloads"));
        const entries = [workloads, ...groups.flatMap((group) => group.kinds)];
        return (
          <>
            <div className="max-lg:hidden">
              <KindRail groups={groups} workloads={workloads} chosen={chosen} hrefOf={hrefOf} />
            </div>
            <div className="lg:hidden">
              <SelectField
                name="kind"
                label={t("kind")}
                options={entries.map((entry) => ({ value: entry.resource, label: label(entry) }))}
                value={chosen}
                onChange={(resource) => navigate(hrefOf(resource))}
              />
            </div>
          </>
        );
      }}
    </Resolve>
  );
}
