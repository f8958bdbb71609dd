"use client";
import { LiveRegion } from "@holdfast/ui/live-region";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { Tooltip } from "@holdfast/ui/tooltip";
import { useTranslations } from "next-intl";
import { type Connection, useConnection } from "../shared-stream/connection";

const marks: Readonly<Record<Exclude<Connection, "off">, { tone: Tone; shape: StatusShape }>> = {
  connecting: { tone: "busy", shape: "half" },
  live: { tone: "good", shape: "disc" },
  lost: { tone: "caution", shape: "triangle" },
};

/** Whether the page is still told what happens. Not drawn for a page that never asked. */
export function ConnectionMark() {
  const t = useTranslations("shell.connection");
  const connection = useConnection();
  return (
    <>
      {connection !== "off" && (
        <Tooltip text={t(`${connection}Detail`)} side="bottom">
          <span className="max-sm:sr-only">
            <StatusMark {...marks[connection]} word={t(connection)} />
          </span>
        </Tooltip>
      )}
      <LiveRegion>{connection === "lost" ? t("lostDetail") : ""}</LiveRegion>
    </>
  );
}
