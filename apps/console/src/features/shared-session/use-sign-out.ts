"use client";
import { notify } from "@holdfast/ui/notify";
import { useTranslations } from "next-intl";
import { endSession } from "./viewer";

/** Ends the session and leaves for the sign-in page, which offers to end the one at the provider too; says so when the server did not. */
export function useSignOut(): () => Promise<void> {
  const t = useTranslations("shell");
  return async () => {
    const answer = await endSession();
    const left = answer.isDone && answer.endsAt !== null ? `?left=${encodeURIComponent(answer.endsAt)}` : "";
    if (answer.isDone) window.location.assign(`/sign-in${left}`);
    else notify({ tone: "bad", title: t("signOutFailed"), detail: t("signOutFailedDetail") });
  };
}
