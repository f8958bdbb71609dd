"use client";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import { endMarks } from "./end-words";
import type { TerminalStanding } from "./use-terminal";

interface EndedNoticeProps {
  readonly id: string;
  readonly ended: NonNullable<TerminalStanding["ended"]>;
}

/** Why a terminal is over, and the way to its recording. */
export function EndedNotice({ id, ended }: EndedNoticeProps) {
  const t = useTranslations("terminal");
  if (ended.type === "taken") return <Notice tone="caution" shape="diamond" title={t("taken")} />;
  const { why, exitCode, message } = ended;
  return (
    <div role="status">
      <Notice
        {...endMarks[why]}
        title={why === "exited" ? t("ended.exited", { code: exitCode ?? 0 }) : t(`ended.${why}`)}
        action={
          <LinkButton size="s" href={`/audit/terminals/${id}`}>
            {t("replay")}
          </LinkButton>
        }
      >
        {message}
      </Notice>
    </div>
  );
}
