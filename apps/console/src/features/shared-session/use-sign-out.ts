"use client";
import { notify } from "@holdfast/ui/notify";
import { useTranslations } from "next-intl";
import { endSession } from "./viewer";

/** Ends the session and leaves for the sign-in page; says so when the server did not. */
export function useSignOut(): () => Promise<void> {
  const t = useTranslations("shell");
  return async () => {
    if (await endSession()) window.location.assign("/sign-in");
    else notify({ tone: "bad", title: t("signOutFailed"), detail: t("signOutFailedDetail") });
  };
}
