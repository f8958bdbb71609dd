"use client";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import type { ProviderRefusal } from "./provider-call";

/** Why a sign-in by a provider let nobody in, and what to do about it. */
export function ProviderRefused({ refusal }: { readonly refusal: ProviderRefusal }) {
  const t = useTranslations("signIn.provider");
  const isAway = refusal === "unreachable";
  return (
    <div role="alert" className="mb-4">
      <Notice tone={isAway ? "unknown" : "bad"} shape={isAway ? "question" : "lock"} title={t("refused")}>
        {t(`reason.${refusal}`)}
      </Notice>
    </div>
  );
}
