"use client";
import { LinkButton } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Drawer } from "@holdfast/ui/dialog";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { visibleName } from "@holdfast/ui/rules/visible-text";
import { Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { logInstantText } from "../shared-time/instant-text";
import { type KeyedLine, levelMark, readableLine } from "./log-text";

interface LogDrawerProps {
  /** Null when the address names a line that the answer no longer holds. */
  readonly line: KeyedLine | null;
  readonly traceHref: (traceId: string) => string;
  readonly onClose: () => void;
}

/** One log line in full, and the way to its trace. */
export function LogDrawer({ line, traceHref, onClose }: LogDrawerProps) {
  const t = useTranslations("observe.log");
  const { locale, timeZone } = useUi();
  return (
    <Drawer
      isOpen
      onClose={onClose}
      title={t("one")}
      footer={line !== null && line.traceId !== null && <LinkButton href={traceHref(line.traceId)}>{t("openTrace")}</LinkButton>}
    >
      {line === null ? (
        <p className="text-ink-soft">{t("gone")}</p>
      ) : (
        <Stack gap="m">
          <KeyValueList
            items={[
              { label: t("at"), value: logInstantText(line.atNs, { locale, timeZone }) },
              { label: t("level"), value: line.level === null ? "—" : <StatusMark {...levelMark(line.level)} word={line.level} /> },
              { label: t("cluster"), value: line.clusterName },
              { label: t("pod"), value: visibleName(line.pod) || "—" },
            ]}
          />
          <CodeBlock label={t("line")} text={readableLine(line.line)} maxLines={30} />
        </Stack>
      )}
    </Drawer>
  );
}
