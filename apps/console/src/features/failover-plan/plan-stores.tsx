"use client";
import type { PlanView } from "@holdfast/contracts/plan";
import { Panel } from "@holdfast/ui/panel";
import { useTranslations } from "next-intl";
import { StoreList } from "../shared-failover/store-list";
import { useStores } from "../shared-failover/use-stores";

/** How far the data of a plan's group lag behind, measured; a plan without data stores is told how to name them. */
export function PlanStores({ plan }: { readonly plan: PlanView }) {
  const t = useTranslations("failoverPlan.stores");
  const stores = useStores(plan.id);
  if (stores === null) return null;
  const [first] = stores;
  return (
    <Panel title={t("title")} aside={first && t("ways", { primary: first.primary, standby: first.standby })}>
      {stores.length === 0 ? <p className="max-w-prose text-ink-soft">{t("none")}</p> : <StoreList stores={stores} />}
    </Panel>
  );
}
