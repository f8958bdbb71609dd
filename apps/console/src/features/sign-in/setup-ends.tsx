"use client";
import { LinkButton } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import { Stack } from "@holdfast/ui/stack";
import { useTranslations } from "next-intl";

/** The link holds no token, or one that is spent: says where a new one comes from. */
export function SetupLinkMissing({ message }: { readonly message: string | null }) {
  const t = useTranslations("setup");
  return (
    <Stack>
      <Notice tone="caution" shape="lock" title={message ?? t("linkMissing")}>
        {t("linkMissingDetail")}
      </Notice>
      <CodeBlock label={t("linkCommand")} text="npm start" />
      <LinkButton href="/sign-in">{t("toSignIn")}</LinkButton>
    </Stack>
  );
}

/** The first admin exists. */
export function SetupDone() {
  const t = useTranslations("setup");
  return (
    <Stack>
      <Notice tone="good" shape="tick" title={t("done")}>
        {t("doneDetail")}
      </Notice>
      <LinkButton href="/sign-in" variant="primary">
        {t("toSignIn")}
      </LinkButton>
    </Stack>
  );
}
