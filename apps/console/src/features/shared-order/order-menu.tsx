"use client";
import type { ObjectVerbView } from "@holdfast/contracts/object";
import { Menu } from "@holdfast/ui/menu";
import { useVerbs } from "@holdfast/ui/verbs";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { AskedOrder } from "./use-asked-order";

interface OrderMenuProps {
  readonly object: { readonly kind: string; readonly name: string };
  readonly verbs: readonly ObjectVerbView[];
  readonly ask: AskedOrder["ask"];
}

/** What can be ordered for an object, as a menu and in the palette; what can't be says why. Nothing for a kind that is only looked at. */
export function OrderMenu({ object: { kind, name }, verbs, ask }: OrderMenuProps) {
  const t = useTranslations("object.order");
  const offered = useMemo(
    () => verbs.map(({ verb, gate }) => ({ verb, refusal: gate.isMet ? null : gate.message, run: () => ask(verb) })),
    [verbs, ask],
  );
  useVerbs(
    useMemo(
      () =>
        offered.map(({ verb, refusal, run }) => ({
          id: `object.${verb}`,
          label: t(`${verb}.named`, { name }),
          group: kind,
          refusal,
          run,
        })),
      [offered, t, name, kind],
    ),
  );
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t("menu")}
      align="end"
      sections={[
        {
          id: "orders",
          items: offered.map(({ verb, refusal, run }) => ({
            kind: "action",
            id: verb,
            label: t(`${verb}.menu`),
            refusal,
            isDangerous: verb === "delete" || verb === "drain",
            onSelect: run,
          })),
        },
      ]}
    />
  );
}
