"use client";
import type { Verb } from "@holdfast/ui/rules/verb-registry";
import { useVerbs } from "@holdfast/ui/verbs";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { useChooseLanguage } from "../shared-preferences/use-choose-language";
import { useSignOut } from "../shared-session/use-sign-out";
import { type ScreenId, screens } from "./screens";

interface ShellVerbsProps {
  readonly ids: readonly ScreenId[];
  readonly onOpenPalette: () => void;
  readonly onOpenLegend: () => void;
  readonly onTurnSidebar: () => void;
}

function useGoVerbs(ids: readonly ScreenId[]): Verb[] {
  const t = useTranslations("shell");
  const nav = useTranslations("nav");
  return screens
    .filter((screen) => ids.includes(screen.id))
    .map((screen) => ({
      id: `go.${screen.id}`,
      label: t("goTo", { screen: nav(screen.id) }),
      group: t("group.go"),
      keywords: screen.id,
      keys: `g ${screen.goKey}`,
      href: screen.href,
    }));
}

/** Offers what the shell itself can do, to the palette and to its keys. Draws nothing. */
export function ShellVerbs({ ids, onOpenPalette, onOpenLegend, onTurnSidebar }: ShellVerbsProps) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const { resolvedTheme, setTheme } = useTheme();
  const chooseLanguage = useChooseLanguage();
  const signOut = useSignOut();
  const goVerbs = useGoVerbs(ids);
  const isDark = resolvedTheme === "dark";
  const group = t("group.shell");
  const verbs: Verb[] = [
    ...goVerbs,
    { id: "shell.palette", label: t("openPalette"), group, keys: "mod+k", run: onOpenPalette, isInPalette: false },
    { id: "shell.legend", label: t("openLegend"), group, keywords: "help ?", keys: "?", run: onOpenLegend },
    { id: "shell.sidebar", label: t("turnSidebar"), group, keys: "[", run: onTurnSidebar },
    {
      id: "shell.theme",
      label: isDark ? t("toLight") : t("toDark"),
      group,
      keywords: "theme dark light night 深色 浅色",
      run: () => setTheme(isDark ? "light" : "dark"),
    },
    {
      id: "shell.language",
      label: locale === "en" ? "切换到中文" : "Switch to English",
      group,
      keywords: "language chinese english 语言",
      run: () => chooseLanguage(locale === "en" ? "zh-CN" : "en"),
    },
    { id: "shell.sign-out", label: t("signOut"), group, run: () => void signOut() },
  ];
  useVerbs(verbs);
  return null;
}
