"use client";
import type { AutomationView } from "@holdfast/contracts/automation";
import { Button } from "@holdfast/ui/button";
import { KeyValueList } from "@holdfast/ui/key-value-list";
import { OutsideText } from "@holdfast/ui/outside-text";
import { Panel } from "@holdfast/ui/panel";
import { StatusMark } from "@holdfast/ui/status-mark";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useSay } from "../../i18n/use-say";
import { ReleaseDialog } from "./release-dialog";
import { StopDialog } from "./stop-dialog";

/** The kill switch: whether anything may start without a person, who said so, and the way to turn it. */
export function AutomationPanel({ automation }: { readonly automation: AutomationView }) {
  const t = useTranslations("automation");
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const { stop, mayStop, mayRelease, automaticRuns } = automation;
  const close = () => setOpen(false);
  const verb = stop === null ? mayStop : mayRelease;
  return (
    <Panel
      title={t("title")}
      actions={
        <Button variant={stop === null ? "danger" : "secondary"} refusal={verb.isMet ? null : say(verb)} onClick={() => setOpen(true)}>
          {stop === null ? t("stop") : t("release")}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="max-w-[72ch] text-ink-soft">{t("help")}</p>
        <KeyValueList
          items={[
            {
              label: t("state"),
              value:
                stop === null ? (
                  <StatusMark tone="good" shape="tick" word={t("runs")} />
                ) : (
                  <StatusMark tone="bad" shape="pause" word={t("isStopped")} />
                ),
            },
            ...(stop === null
              ? []
              : [
                  { label: t("by"), value: <OutsideText>{stop.byName}</OutsideText> },
                  { label: t("since"), value: <Time at={stop.at} /> },
                  { label: t("reason"), value: <OutsideText>{stop.reason}</OutsideText> },
                ]),
            { label: t("onTheirWay"), value: t("runsCount", { count: automaticRuns }) },
          ]}
        />
      </div>
      {isOpen && stop === null && <StopDialog automaticRuns={automaticRuns} onClose={close} />}
      {isOpen && stop !== null && <ReleaseDialog stop={stop} version={automation.version} onClose={close} />}
    </Panel>
  );
}
