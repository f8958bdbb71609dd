"use client";
import type { Worded } from "@holdfast/contracts/phrase";
import { LinkButton } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { useTranslations } from "next-intl";
import { useSay } from "../../i18n/use-say";
import { askAddress } from "./ask-address";

/** Which right the reader lacks for a part of a page, and the way to ask for it; nothing where a role for some hours would not help. */
export function LackedNotice({ of }: { readonly of: Worded }) {
  const t = useTranslations("approvals.elevation");
  const say = useSay();
  const href = askAddress(of.phrase);
  if (href === null) return null;
  return (
    <Notice
      tone="idle"
      shape="lock"
      title={say(of)}
      action={
        <LinkButton size="s" href={href}>
          {t("ask")}
        </LinkButton>
      }
    />
  );
}
