"use client";
import type { IssuedInvitation } from "@holdfast/contracts/identity";
import { CodeBlock } from "@holdfast/ui/code";
import { Notice } from "@holdfast/ui/notice";
import { Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useTranslations } from "next-intl";

/** The one-time link, shown this once. The secret stands behind the hash, which browsers send to no server and no log. */
export function InvitationLink({ name, invitation }: { readonly name: string; readonly invitation: IssuedInvitation }) {
  const t = useTranslations("identity.link");
  return (
    <Stack gap="m">
      <Notice tone="good" shape="tick" title={t("title", { name })}>
        {t("help")}
      </Notice>
      <CodeBlock label={t("label")} text={`${window.location.origin}/invitation#token=${invitation.token}`} />
      <p>
        {t("ends")} <Time at={invitation.expiresAt} />
      </p>
    </Stack>
  );
}
