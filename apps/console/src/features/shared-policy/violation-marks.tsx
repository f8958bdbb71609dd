"use client";
import type { ViolationState } from "@holdfast/contracts/compliance";
import type { ImpactEffect } from "@holdfast/contracts/policy-impact";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";

const effects: Readonly<Record<ImpactEffect, { tone: Tone; shape: StatusShape }>> = {
  deny: { tone: "bad", shape: "cross" },
  warn: { tone: "caution", shape: "triangle" },
  audit: { tone: "caution", shape: "ring" },
};
const states: Readonly<Record<ViolationState, { tone: Tone; shape: StatusShape }>> = {
  open: { tone: "bad", shape: "disc" },
  waived: { tone: "idle", shape: "pause" },
  resolved: { tone: "good", shape: "tick" },
};

/** What the API server does about a write of such an object. */
export function EffectMark({ of }: { readonly of: ImpactEffect }) {
  const t = useTranslations("violations.effect");
  return <StatusMark {...effects[of]} word={t(of)} />;
}

/** Whether a violation is there, excused or gone. */
export function ViolationMark({ of }: { readonly of: ViolationState }) {
  const t = useTranslations("violations.state");
  return <StatusMark {...states[of]} word={t(of)} />;
}
