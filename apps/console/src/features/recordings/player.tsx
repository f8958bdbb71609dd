"use client";
import { Button } from "@holdfast/ui/button";
import { SelectField } from "@holdfast/ui/select-field";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Switch } from "@holdfast/ui/switch";
import { Pause, Play, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useMemo, useRef, useState } from "react";
import type { ScreenHandle } from "../shared-terminal/screen-handle";
import { TerminalScreen } from "../shared-terminal/terminal-screen";
import { type Cast, withShortPauses } from "./cast";
import { usePlaying } from "./use-playing";

const SPEEDS = ["0.5", "1", "2", "4", "8"] as const;
const SHORT_PAUSE = 2;
const STEP = 10;

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

function Playing({ cast, label }: { readonly cast: Cast; readonly label: string }) {
  const t = useTranslations("terminal.player");
  const screen = useRef<ScreenHandle>(null);
  const controls = useRef<HTMLDivElement>(null);
  const positionId = useId();
  const { at, isPlaying, speed, setSpeed, seek, toggle } = usePlaying(cast, screen);
  return (
    <Stack gap="s">
      <section aria-label={label}>
        <TerminalScreen
          label={label}
          handle={screen}
          size={{ columns: cast.columns, rows: cast.rows }}
          onInput={null}
          onSize={null}
          onLeave={() => controls.current?.querySelector("button")?.focus()}
        />
      </section>
      <div ref={controls}>
        <Inline gap="m" align="end">
          <Button variant="primary" icon={isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />} onClick={toggle}>
            {isPlaying ? t("pause") : t("play")}
          </Button>
          <Button icon={<RotateCcw aria-hidden="true" />} onClick={() => seek(0)}>
            {t("toStart")}
          </Button>
          <Button onClick={() => seek(at - STEP)}>{t("back", { seconds: STEP })}</Button>
          <Button onClick={() => seek(at + STEP)}>{t("forward", { seconds: STEP })}</Button>
          <SelectField
            name="speed"
            label={t("speed")}
            value={String(speed)}
            onChange={(value) => setSpeed(Number(value))}
            options={SPEEDS.map((value) => ({ value, label: t("times", { factor: value }) }))}
          />
        </Inline>
      </div>
      <div className="flex min-w-0 items-center gap-3">
        <label htmlFor={positionId} className="sr-only">
          {t("position")}
        </label>
        <input
          id={positionId}
          type="range"
          min={0}
          max={Math.max(cast.length, 0.1)}
          step={0.1}
          value={at}
          aria-valuetext={t("of", { at: clock(at), length: clock(cast.length) })}
          onChange={(event) => seek(Number(event.target.value))}
          className="min-w-0 flex-1 cursor-pointer accent-accent"
        />
        <span className="whitespace-nowrap text-ink-soft tabular-nums">{t("of", { at: clock(at), length: clock(cast.length) })}</span>
      </div>
    </Stack>
  );
}

/** Replays a recording: from any place, at any speed, with or without its long pauses. */
export function Player({ cast, label }: { readonly cast: Cast; readonly label: string }) {
  const t = useTranslations("terminal.player");
  const [isShort, setIsShort] = useState(true);
  const shown = useMemo(() => (isShort ? withShortPauses(cast, SHORT_PAUSE) : cast), [cast, isShort]);
  return (
    <Stack gap="s">
      <Switch label={t("shortPauses")} isOn={isShort} onChange={setIsShort} />
      <Playing key={String(isShort)} cast={shown} label={label} />
    </Stack>
  );
}
