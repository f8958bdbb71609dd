"use client";
import type { DeliveryView } from "@holdfast/contracts/notification";
import { Button } from "@holdfast/ui/button";
import type { Column } from "@holdfast/ui/column";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useSay } from "../../i18n/use-say";
import { DeliveryMark } from "./delivery-mark";

/** The columns of a channel's deliveries, with the way to send one again. */
export function useDeliveryColumns(refusal: string | null, onAgain: (deliveryId: string) => void): readonly Column<DeliveryView>[] {
  const t = useTranslations("notification");
  const say = useSay();
  return useMemo(
    (): Column<DeliveryView>[] => [
      { id: "title", header: t("column.title"), isFixed: true, cell: (row) => row.title },
      { id: "state", header: t("column.state"), widthRem: 9, cell: (row) => <DeliveryMark of={row} /> },
      {
        id: "created",
        header: t("column.happened"),
        widthRem: 8,
        align: "end",
        cell: (row) => <Time at={row.createdAt} show="relative" />,
      },
      { id: "attempts", header: t("column.attempts"), widthRem: 6, align: "end", cell: (row) => String(row.attempts) },
      { id: "answer", header: t("column.answer"), widthRem: 16, cell: (row) => (row.answer === null ? "—" : say(row.answer)) },
      {
        id: "next",
        header: t("column.next"),
        widthRem: 8,
        align: "end",
        cell: (row) => (row.nextAttemptAt === null || row.attempts === 0 ? "—" : <Time at={row.nextAttemptAt} show="relative" />),
      },
      {
        id: "again",
        header: t("column.change"),
        widthRem: 8,
        align: "end",
        cell: (row) =>
          row.state === "waiting" ? (
            ""
          ) : (
            <Button size="s" refusal={refusal} onClick={() => onAgain(row.id)}>
              {t("verb.again")}
            </Button>
          ),
      },
    ],
    [t, say, refusal, onAgain],
  );
}
