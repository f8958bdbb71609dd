"use client";
import { Menu } from "@holdfast/ui/menu";
import { SunMoon } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { themes } from "./themes";

/** Light, dark, or as the machine is. */
export function ThemeMenu() {
  const t = useTranslations("settings.theme");
  const { theme = "system", setTheme } = useTheme();
  return (
    <Menu
      label={t("title")}
      trigger={{ icon: <SunMoon aria-hidden="true" /> }}
      variant="quiet"
      align="end"
      sections={[
        {
          id: "themes",
          items: themes.map((each) => ({
            kind: "choice",
            id: each,
            label: t(each),
            isChosen: each === theme,
            onChoose: () => setTheme(each),
          })),
        },
      ]}
    />
  );
}
