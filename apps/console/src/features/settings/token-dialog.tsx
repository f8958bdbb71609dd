"use client";
import type { IssuedApiToken } from "@holdfast/contracts/api-token";
import { Button } from "@holdfast/ui/button";
import { CodeBlock } from "@holdfast/ui/code";
import { Dialog } from "@holdfast/ui/dialog";
import { Notice } from "@holdfast/ui/notice";
import { Inline, Stack } from "@holdfast/ui/stack";
import { Time } from "@holdfast/ui/time";
import { useUi } from "@holdfast/ui/ui-provider";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TokenForm } from "./token-form";

/** The secret, shown this once, with a call that can be tried at once. */
function Issued({ issued }: { readonly issued: IssuedApiToken }) {
  const t = useTranslations("identity.token");
  return (
    <Stack gap="m">
      <Notice tone="good" shape="tick" title={t("made")}>
        {t("madeHelp")}
      </Notice>
      <CodeBlock label={t("secret")} text={issued.token} />
      <CodeBlock label={t("example")} text={`curl -H "Authorization: Bearer ${issued.token}" ${window.location.origin}/api/trpc/self.me`} />
      <p>
        {t("goodUntil")} <Time at={issued.expiresAt} />
      </p>
    </Stack>
  );
}

/** Makes an API token: what it may do, where and until when, then its secret, which is forgotten with the dialog. */
export function TokenDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const t = useTranslations("identity.token");
  const { text } = useUi();
  const [issued, setIssued] = useState<IssuedApiToken | null>(null);
  const close = () => {
    setIssued(null);
    onClose();
  };
  return (
    <Dialog isOpen={isOpen} onClose={close} title={t("make")} description={issued === null ? t("makeHelp") : undefined} size="l">
      {issued === null ? (
        <TokenForm onIssued={setIssued} onClose={close} />
      ) : (
        <Stack gap="m">
          <Issued issued={issued} />
          <Inline>
            <Button variant="primary" onClick={close}>
              {text.close}
            </Button>
          </Inline>
        </Stack>
      )}
    </Dialog>
  );
}
