"use client";
import type { BulkSelection, BulkVerb } from "@holdfast/contracts/bulk";
import type { ObjectRow } from "@holdfast/contracts/inventory-list";
import { Menu } from "@holdfast/ui/menu";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useIsPermitted } from "../shared-cluster/use-is-permitted";
import { type AskedBulk, offeredVerbs } from "./bulk-verbs";

const BulkOrderDialog = dynamic(() => import("./bulk-order-dialog").then((module) => module.BulkOrderDialog), { ssr: false });

/** The contract's own limit; its schema is not worth bringing into the page. */
const MOST = 500;

interface BulkBarProps {
  readonly marked: readonly ObjectRow[];
  readonly clear: () => void;
  /** Everything that the list finds, for an order for all of it. */
  readonly all: Exclude<BulkSelection, { by: "objects" }>;
  readonly total: number;
  /** The kinds of all of it; none when that is not known. */
  readonly resources: readonly string[];
}

/** What can be ordered for the marked rows, or for all that match. Not drawn for who may operate nothing. */
export function BulkBar({ marked, clear, all, total, resources }: BulkBarProps) {
  const t = useTranslations("bulk");
  const mayOperate = useIsPermitted("object:operate");
  const [asked, setAsked] = useState<{ readonly bulk: AskedBulk | null; readonly opening: number }>({ bulk: null, opening: 0 });
  if (!mayOperate) return null;
  const ask = (bulk: AskedBulk) => setAsked(({ opening }) => ({ bulk, opening: opening + 1 }));
  const refusal = marked.length > MOST ? t("tooMany", { most: MOST }) : null;
  const objects = marked.map(({ clusterId, uid }) => ({ clusterId, uid: uid as never }));
  const items = (verbs: readonly BulkVerb[], bulk: Omit<AskedBulk, "verb">, why: string | null) =>
    verbs.map((verb) => ({
      kind: "action" as const,
      id: verb,
      label: t(`verb.${verb}`),
      refusal: why,
      isDangerous: verb === "delete",
      onSelect: () => ask({ ...bulk, verb }),
    }));
  return (
    <>
      {marked.length > 0 && (
        <Menu
          size="s"
          label={t("forMarked", { count: marked.length })}
          sections={[
            {
              id: "marked",
              items: items(
                offeredVerbs(new Set(marked.map(({ resource }) => resource))),
                { selection: { by: "objects", objects }, count: marked.length },
                refusal,
              ),
            },
          ]}
        />
      )}
      <Menu
        size="s"
        variant="quiet"
        label={t("forAll")}
        sections={[
          { id: "all", items: items(offeredVerbs(resources), { selection: all, count: null }, total === 0 ? t("nothing") : null) },
        ]}
      />
      {asked.bulk !== null && (
        <BulkOrderDialog
          key={asked.opening}
          asked={asked.bulk}
          onClose={() => setAsked((before) => ({ ...before, bulk: null }))}
          onOrdered={clear}
        />
      )}
    </>
  );
}
