"use client";
import type { DeliveryView } from "@holdfast/contracts/notification";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";

/** How a delivery stands. One that failed and is tried again is not the same as one that has not been tried. */
export function DeliveryMark({ of }: { readonly of: Pick<DeliveryView, "state" | "attempts"> }) {
  const t = useTranslations("notification.state");
  if (of.state === "delivered") return <StatusMark tone="good" shape="tick" word={t("delivered")} />;
  if (of.state === "failed") return <StatusMark tone="bad" shape="cross" word={t("failed")} />;
  return of.attempts === 0 ? (
    <StatusMark tone="busy" shape="clock" word={t("waiting")} />
  ) : (
    <StatusMark tone="caution" shape="triangle" word={t("again")} />
  );
}
