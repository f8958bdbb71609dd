"use client";
import type { AttachTerminal } from "@holdfast/contracts/terminal";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { Inline, Stack } from "@holdfast/ui/stack";
import { StatusMark } from "@holdfast/ui/status-mark";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { EndedNotice } from "./ended-notice";
import type { ScreenHandle } from "./screen-handle";
import { TerminalScreen } from "./terminal-screen";
import { TimeLeft } from "./time-left";
import { useTerminal } from "./use-terminal";

interface TerminalViewProps {
  readonly id: AttachTerminal["id"];
  /** Where it is, in words: cluster, pod, container. */
  readonly place: string;
  readonly viewerName: string;
}

/** A terminal that is open: the screen, who is where, that it is recorded, how long is left, and how it ended. */
export function TerminalView({ id, place, viewerName }: TerminalViewProps) {
  const t = useTranslations("terminal");
  const { readFailure } = useUi();
  const screen = useRef<ScreenHandle>(null);
  const endButton = useRef<HTMLDivElement>(null);
  const hintId = useId();
  const { standing, type, resize, end } = useTerminal(id, screen);
  const { isOpen, endsAtMs, ended, error, isInputLost } = standing;
  useEffect(() => {
    if (isOpen) screen.current?.focus();
  }, [isOpen]);
  useEffect(() => {
    if (!isOpen) return;
    // Ctrl+W takes back a word in a shell, and closes the tab in a browser: which then asks first.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isOpen]);
  return (
    <Stack gap="s">
      <Inline gap="m" align="centre" spread="apart">
        <Inline gap="m" align="centre">
          {ended === null ? (
            <StatusMark tone={isOpen ? "bad" : "busy"} shape={isOpen ? "disc" : "ring"} word={isOpen ? t("recordingNow") : t("opening")} />
          ) : (
            <StatusMark tone="idle" shape="dash" word={t("over")} />
          )}
          <span className="min-w-0 break-all">
            {viewerName} · {place}
          </span>
          {isOpen && endsAtMs !== null && (
            <span className="text-ink-soft">
              {t("left")} <TimeLeft untilMs={endsAtMs} />
            </span>
          )}
        </Inline>
        <div ref={endButton}>
          <Button size="s" refusal={ended === null ? null : t("endedAlready")} onClick={() => void end()}>
            {t("end")}
          </Button>
        </div>
      </Inline>
      {error !== null && error !== undefined && (
        <div role="alert">
          <Notice tone="bad" shape="cross" title={t("unshown")}>
            {readFailure(error).message}
          </Notice>
        </div>
      )}
      {isInputLost && (
        <div role="alert">
          <Notice tone="bad" shape="cross" title={t("inputLost")} />
        </div>
      )}
      {ended !== null && <EndedNotice id={id} ended={ended} />}
      <section aria-label={t("screen", { place })} aria-describedby={hintId}>
        <TerminalScreen
          label={t("screen", { place })}
          handle={screen}
          size={null}
          onInput={type}
          onSize={resize}
          onLeave={() => endButton.current?.querySelector("button")?.focus()}
        />
      </section>
      <p id={hintId} className="text-ink-soft text-small">
        {t("keys")}
      </p>
    </Stack>
  );
}
