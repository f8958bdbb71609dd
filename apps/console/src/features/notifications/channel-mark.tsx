"use client";
import type { ChannelView } from "@holdfast/contracts/notification";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";

/** How a channel stands: what it could not deliver comes before everything else. */
export function ChannelMark({ of }: { readonly of: Pick<ChannelView, "isOn" | "failed" | "retrying" | "waiting" | "deliveredAt"> }) {
  const t = useTranslations("notification.standing");
  if (!of.isOn) return <StatusMark tone="idle" shape="pause" word={t("off")} />;
  if (of.failed > 0) return <StatusMark tone="bad" shape="cross" word={t("failed", { count: of.failed })} />;
  if (of.retrying > 0) return <StatusMark tone="caution" shape="triangle" word={t("retrying", { count: of.retrying })} />;
  if (of.waiting > 0) return <StatusMark tone="busy" shape="clock" word={t("waiting", { count: of.waiting })} />;
  if (of.deliveredAt === null) return <StatusMark tone="idle" shape="ring" word={t("untried")} />;
  return <StatusMark tone="good" shape="tick" word={t("good")} />;
}
