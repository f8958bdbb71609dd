"use client";
import type { TerminalView } from "@holdfast/contracts/terminal";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useTranslations } from "next-intl";
import { endMarks } from "../shared-terminal/end-words";

/** Whether a terminal is open, or how it ended, in a word. */
export function TerminalStatus({ session: { why, endedAt } }: { readonly session: Pick<TerminalView, "why" | "endedAt"> }) {
  const t = useTranslations("terminal.state");
  if (endedAt === null || why === null) return <StatusMark tone="busy" shape="disc" word={t("open")} />;
  return <StatusMark {...endMarks[why]} word={t(why)} />;
}
