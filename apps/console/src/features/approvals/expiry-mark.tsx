"use client";
import { Duration } from "@holdfast/ui/duration";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useNow } from "@holdfast/ui/use-now";
import { useTranslations } from "next-intl";
import { type Expiry, expiryOf } from "./expiry";

const marks: Readonly<Record<Expiry, { tone: Tone; shape: StatusShape }>> = {
  open: { tone: "idle", shape: "clock" },
  soon: { tone: "caution", shape: "clock" },
  over: { tone: "bad", shape: "cross" },
};

/** How much time is left to decide, counted down; by this browser's clock, which `offsetMs` sets right. */
export function ExpiryMark({ expiresAt, offsetMs = 0 }: { readonly expiresAt: Date; readonly offsetMs?: number }) {
  const t = useTranslations("approvals.expiry");
  const endsMs = expiresAt.getTime() + offsetMs;
  const state = useNow((now) => expiryOf(endsMs, now));
  const seconds = useNow((now) => Math.max(0, Math.ceil((endsMs - now) / 1000)));
  return (
    <span className="inline-flex items-center gap-1.5">
      <StatusMark {...marks[state]} word={t(state)} />
      {state !== "over" && <Duration ms={seconds * 1000} />}
    </span>
  );
}
