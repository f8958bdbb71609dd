"use client";
import { Button } from "@holdfast/ui/button";
import { Notice } from "@holdfast/ui/notice";
import { KeyRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PasskeySignIn } from "./passkey-call";

/** Another way in: a key that the reader's device holds. */
export function PasskeyButton({ returnPath }: { readonly returnPath: string }) {
  const t = useTranslations("signIn.passkey");
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<Exclude<PasskeySignIn, "signedIn"> | null>(null);
  const press = async () => {
    setFailure(null);
    setIsBusy(true);
    const { signInByPasskey } = await import("./passkey-call");
    const outcome = await signInByPasskey();
    if (outcome === "signedIn") return window.location.assign(returnPath);
    setIsBusy(false);
    setFailure(outcome);
  };
  return (
    <div className="mt-4 flex flex-col gap-3">
      <Button icon={<KeyRound aria-hidden="true" />} isBusy={isBusy} onClick={() => void press()}>
        {t("use")}
      </Button>
      <div role="alert" className="empty:hidden">
        {failure !== null && (
          <Notice tone={failure === "away" ? "unknown" : "bad"} shape={failure === "away" ? "question" : "cross"} title={t("refused")}>
            {t(`reason.${failure}`)}
          </Notice>
        )}
      </div>
    </div>
  );
}
