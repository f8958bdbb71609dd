"use client";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import type { SignInAnswer } from "./sign-in-call";

/** An answer that lets nobody in. */
export type Refusal = Exclude<SignInAnswer, { outcome: "signedIn" | "codeNeeded" }>;

/** Why a sign-in was refused. */
export function Refused({ answer }: { readonly answer: Refusal }) {
  const t = useTranslations("signIn");
  switch (answer.outcome) {
    case "wrong":
      return (
        <Notice tone="bad" shape="cross" title={t("wrong")}>
          {t("wrongDetail")}
        </Notice>
      );
    case "disabled":
      return (
        <Notice tone="bad" shape="lock" title={t("disabled")}>
          {t("disabledDetail")}
        </Notice>
      );
    case "throttled":
      return (
        <Notice tone="caution" shape="clock" title={t("throttled")}>
          {answer.seconds === null ? t("throttledDetail") : t("throttledSeconds", { seconds: answer.seconds })}
        </Notice>
      );
    case "away":
      return (
        <Notice tone="unknown" shape="question" title={t("away")}>
          {t("awayDetail")}
        </Notice>
      );
  }
}
