"use client";
import type { FollowLogs } from "@holdfast/contracts/logs";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Switch } from "@holdfast/ui/switch";
import { TextField } from "@holdfast/ui/text-field";
import { useUi } from "@holdfast/ui/ui-provider";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { lineNames } from "./line-names";
import { asFile, matching } from "./log-buffer";
import type { LogTargetChoice } from "./log-choice";
import { LogLines } from "./log-lines";
import { useLogStream } from "./use-log-stream";

interface LogViewProps {
  readonly question: FollowLogs;
  readonly chosen: readonly LogTargetChoice[];
}

function saveAs(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Logs as they are written: what they say, what gives none and why, a search in what is here, and the way to keep it. */
export function LogView({ question, chosen }: LogViewProps) {
  const t = useTranslations("object.logs");
  const { readFailure } = useUi();
  const { buffer, troubles, hasSkipped, ended, isConnecting, error } = useLogStream(question);
  const [text, setText] = useState("");
  const [isFollowing, setIsFollowing] = useState(true);
  const wanted = useDeferredValue(text);
  const found = useMemo(() => matching(buffer.lines, wanted), [buffer, wanted]);
  const nameOf = (target: number) => {
    const choice = chosen[target];
    return choice ? `${choice.clusterName}/${choice.pod}/${choice.container}` : "";
  };
  const names = useMemo(() => lineNames(chosen), [chosen]);
  const [first] = chosen;
  return (
    <Stack gap="s">
      {error ? (
        <div role="alert">
          <Notice tone="bad" shape="cross" title={t("unread")}>
            {readFailure(error).message}
          </Notice>
        </div>
      ) : null}
      {[...new Set(troubles.values())].map((message) => {
        const silent = [...troubles].filter(([, each]) => each === message).map(([target]) => nameOf(target));
        return (
          <Notice key={message} tone="caution" shape="triangle" title={t("trouble", { name: silent[0] ?? "", more: silent.length - 1 })}>
            {message}
          </Notice>
        );
      })}
      {hasSkipped && <Notice tone="caution" shape="diamond" title={t("skipped")} />}
      {ended !== null && <Notice tone="idle" shape="dash" title={t(`ended.${ended}`)} />}
      <Inline gap="m" align="end" spread="apart">
        <TextField name="find" label={t("find")} value={text} onChange={setText} autoComplete="off" />
        <Switch label={t("follow")} isOn={isFollowing} onChange={setIsFollowing} />
        <Button
          size="s"
          icon={<Download aria-hidden="true" />}
          refusal={found.length === 0 ? t("nothing") : null}
          onClick={() => saveAs(`${first?.pod ?? "logs"}.log`, asFile(found, nameOf))}
        >
          {t("download")}
        </Button>
      </Inline>
      <LogLines
        lines={found}
        nameOf={chosen.length > 1 ? (target) => names[target] ?? "" : null}
        isFollowing={isFollowing}
        onFollow={setIsFollowing}
        empty={isConnecting ? t("connecting") : buffer.lines.length > 0 ? t("noneMatches") : t("silent")}
      />
      <p className="text-ink-soft text-small tabular-nums">
        {t("counted", { shown: found.length, held: buffer.lines.length })} {buffer.dropped > 0 && t("dropped", { count: buffer.dropped })}
      </p>
    </Stack>
  );
}
