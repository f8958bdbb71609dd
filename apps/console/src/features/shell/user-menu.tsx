"use client";
import { Menu } from "@holdfast/ui/menu";
import { CircleUserRound, LogOut, Settings } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSignOut } from "../shared-session/use-sign-out";
import type { Viewer } from "../shared-session/viewer";

/** Who is signed in, and the way out. */
export function UserMenu({ viewer }: { readonly viewer: Viewer | null }) {
  const t = useTranslations("shell");
  const signOut = useSignOut();
  return (
    <Menu
      label={viewer === null ? t("account") : t("accountOf", { name: viewer.name })}
      trigger={{ icon: <CircleUserRound aria-hidden="true" /> }}
      variant="quiet"
      align="end"
      sections={[
        {
          id: "account",
          label: viewer === null ? undefined : `${viewer.name} · ${viewer.email}`,
          items: [
            { kind: "link", id: "settings", label: t("settings"), icon: <Settings />, href: "/settings" },
            { kind: "action", id: "sign-out", label: t("signOut"), icon: <LogOut />, onSelect: () => void signOut() },
          ],
        },
      ]}
    />
  );
}
