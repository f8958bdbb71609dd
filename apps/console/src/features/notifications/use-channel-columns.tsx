"use client";
import type { ChannelView } from "@holdfast/contracts/notification";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useClustersText } from "../shared-identity/grant-words";
import { ChannelMark } from "./channel-mark";
import { destinationText } from "./destination-text";

/** The columns of the list of channels. */
export function useChannelColumns(): readonly Column<ChannelView>[] {
  const t = useTranslations("notification");
  const clusters = useClustersText();
  return useMemo(
    (): Column<ChannelView>[] => [
      { id: "name", header: t("column.name"), isFixed: true, widthRem: 13, cell: (row) => row.name },
      { id: "standing", header: t("column.standing"), widthRem: 11, cell: (row) => <ChannelMark of={row} /> },
      { id: "kind", header: t("column.kind"), widthRem: 9, cell: (row) => t(`kind.${row.destination.kind}`) },
      { id: "destination", header: t("column.destination"), cell: (row) => destinationText(row.destination) },
      { id: "topics", header: t("column.topics"), widthRem: 6, align: "end", cell: (row) => String(row.topics.length) },
      { id: "clusters", header: t("column.clusters"), widthRem: 9, cell: (row) => clusters(row.selector) },
      {
        id: "delivered",
        header: t("column.delivered"),
        widthRem: 8,
        align: "end",
        cell: (row) => (row.deliveredAt === null ? "—" : <Time at={row.deliveredAt} show="relative" />),
      },
    ],
    [t, clusters],
  );
}
