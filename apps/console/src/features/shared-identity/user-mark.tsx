"use client";
import type { UserState } from "@holdfast/contracts/identity";
import type { Tone } from "@holdfast/ui/rules/tone";
import { StatusMark } from "@holdfast/ui/status-mark";
import type { StatusShape } from "@holdfast/ui/status-shape";
import { useTranslations } from "next-intl";

const marks: Readonly<Record<UserState, { tone: Tone; shape: StatusShape }>> = {
  active: { tone: "good", shape: "tick" },
  invited: { tone: "busy", shape: "clock" },
  disabled: { tone: "idle", shape: "lock" },
};

/** How an account stands. */
export function UserMark({ of }: { readonly of: UserState }) {
  const t = useTranslations("identity.state");
  return <StatusMark {...marks[of]} word={t(of)} />;
}
