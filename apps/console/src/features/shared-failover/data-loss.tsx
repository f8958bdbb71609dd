"use client";
import type { StoreView } from "@holdfast/contracts/data-store";
import type { PlanId } from "@holdfast/contracts/ids";
import { Duration } from "@holdfast/ui/duration";
import { Notice } from "@holdfast/ui/notice";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import type { StepInMode } from "./steps-in-mode";
import { storeMarks } from "./store-marks";
import { useStores } from "./use-stores";

interface DataLossProps {
  readonly planId: PlanId;
  readonly steps: readonly Pick<StepInMode, "clusterName" | "effect" | "variant">[];
  readonly primary: string;
  readonly standby: string;
  readonly mode: "graceful" | "ungraceful";
}

function Unmeasured({ steps, primary, standby, mode }: Omit<DataLossProps, "planId">) {
  const t = useTranslations("sharedFailover.dataLoss");
  const touched = steps.filter((step) => step.clusterName === primary && step.effect === "changes" && step.variant !== "leftOut").length;
  return (
    <Notice tone="caution" shape="triangle" title={t("title")}>
      <p>{t("unmeasured", { primary, standby })}</p>
      <p>{touched === 0 ? t("untouched", { primary }) : t("touched", { primary, count: touched })}</p>
      <p>{t(`mode.${mode}`, { primary })}</p>
    </Notice>
  );
}

function StoreLine({ store }: { readonly store: StoreView }) {
  const t = useTranslations("sharedFailover");
  const say = useSay();
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-semibold">{store.name}</span>
      <StatusMark {...storeMarks[store.verdict]} word={t(`stores.verdict.${store.verdict}`)} />
      {store.verdict === "within" ? (
        <span>
          {t("dataLoss.upTo")} <Duration ms={(store.lossSeconds ?? 0) * 1000} />
        </span>
      ) : (
        <span className="break-words">{say(store)}</span>
      )}
    </li>
  );
}

/** What a run means for data: of each data store of the plan what would be lost now; without any, that nobody measures it. */
export function DataLoss({ planId, ...rest }: DataLossProps) {
  const t = useTranslations("sharedFailover.dataLoss");
  const stores = useStores(planId);
  if (stores === null) return null;
  if (stores.length === 0) return <Unmeasured {...rest} />;
  const isWithin = stores.every(({ verdict }) => verdict === "within");
  return (
    <Notice
      tone={isWithin ? "idle" : "caution"}
      shape={isWithin ? "ring" : "triangle"}
      title={t(isWithin ? "within" : "beyond", { primary: rest.primary })}
    >
      <ul>
        {stores.map((store) => (
          <StoreLine key={store.name} store={store} />
        ))}
      </ul>
    </Notice>
  );
}
