"use client";
import type { StoreView } from "@holdfast/contracts/data-store";
import { Code } from "@holdfast/ui/code";
import { Duration } from "@holdfast/ui/duration";
import { Quantity } from "@holdfast/ui/quantity";
import { Sparkline } from "@holdfast/ui/sparkline";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useSay } from "../../i18n/use-say";
import { storeMarks } from "./store-marks";

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col">
      <dt className="text-ink-soft text-small">{label}</dt>
      <dd className="tabular-nums">{children}</dd>
    </div>
  );
}

const msOf = (seconds: number | null) => (seconds === null ? null : seconds * 1000);

function Behind({ store: { behind, behindUnit } }: { readonly store: StoreView }) {
  const t = useTranslations("sharedFailover.stores");
  if (behind === null || behindUnit === null) return null;
  return (
    <Figure label={t("behind")}>
      {behindUnit === "bytes" ? (
        <Quantity value={behind} unit="bytes" />
      ) : (
        <Quantity value={Math.round(behind)} unit="count" noun={t(`unit.${behindUnit}`)} />
      )}
    </Figure>
  );
}

function Store({ store }: { readonly store: StoreView }) {
  const t = useTranslations("sharedFailover.stores");
  const say = useSay();
  const { verdict, since, lagSeconds, measuredAt, rpoSeconds, course } = store;
  return (
    <li className="flex flex-col gap-1 border-line border-b py-2 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <h3 className="font-semibold">{store.name}</h3>
        <StatusMark {...storeMarks[verdict]} word={t(`verdict.${verdict}`)} />
        {since !== null && (
          <span className="text-ink-soft text-small">
            {t("since")} <Time at={since} show="relative" />
          </span>
        )}
        <span className="ml-auto text-ink-soft text-small">{t(`kind.${store.kind}`)}</span>
      </div>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-1">
        <dl className="flex flex-wrap gap-x-6 gap-y-1">
          <Figure label={t("lag")}>
            <Duration ms={msOf(lagSeconds)} />
          </Figure>
          <Figure label={t("rpo")}>
            <Duration ms={rpoSeconds * 1000} />
          </Figure>
          <Behind store={store} />
          <Figure label={t("measured")}>
            <Time at={measuredAt} show="relative" />
          </Figure>
          {store.position !== null && (
            <Figure label={t("position")}>
              <Code>{store.position}</Code>
            </Figure>
          )}
        </dl>
        {course.length > 1 && (
          <span className="ml-auto">
            <Sparkline label={t("course", { store: store.name })} values={course} limit={rpoSeconds} size="m" />
          </span>
        )}
      </div>
      {store.message !== "" && <p className="break-words">{say(store)}</p>}
    </li>
  );
}

/** Data stores with their lag, their RPO and since when they stand so, and from where to where they are copied. */
export function StoreList({ stores }: { readonly stores: readonly StoreView[] }) {
  const t = useTranslations("sharedFailover.stores");
  return (
    <ul aria-label={t("title")} className="flex flex-col">
      {stores.map((store) => (
        <Store key={store.name} store={store} />
      ))}
    </ul>
  );
}
