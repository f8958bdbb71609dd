"use client";
import type { StoreView } from "@holdfast/contracts/data-store";
import { Checkbox } from "@holdfast/ui/checkbox";
import { TextField } from "@holdfast/ui/text-field";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";

/** What the boxes of the stores are called in the form. */
const BOX = "accept.";

/** Which losses a form accepts by name; undefined when none is. */
export function acceptedIn(form: FormData): { stores: string[]; reason: string } | undefined {
  const stores = [...form.keys()].flatMap((key) => (key.startsWith(BOX) ? [key.slice(BOX.length)] : []));
  return stores.length === 0 ? undefined : { stores, reason: String(form.get("acceptLoss") ?? "") };
}

/** The data stores beyond their RPO, each to be accepted by name, and why; nothing where all are within. */
export function AcceptLossField({ stores }: { readonly stores: readonly StoreView[] }) {
  const t = useTranslations("failoverPlan.acceptLoss");
  const say = useSay();
  const beyond = stores.filter(({ verdict }) => verdict !== "within");
  if (beyond.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2 rounded-m border border-line p-3">
      <legend className="px-1 font-semibold">{t("title")}</legend>
      <p className="max-w-prose text-ink-soft">{t("help")}</p>
      {beyond.map((store) => (
        <Checkbox key={store.name} name={`${BOX}${store.name}`} label={t("accept", { store: store.name })} hint={say(store)} />
      ))}
      <TextField name="acceptLoss" label={t("reason")} hint={t("reasonHint")} />
    </fieldset>
  );
}
