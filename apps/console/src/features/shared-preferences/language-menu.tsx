"use client";
import { Menu } from "@holdfast/ui/menu";
import { Languages } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { locales } from "../../i18n/locales";
import { useChooseLanguage } from "./use-choose-language";

/** The languages, each under its own name. */
export function LanguageMenu() {
  const t = useTranslations("settings.language");
  const chosen = useLocale();
  const choose = useChooseLanguage();
  return (
    <Menu
      label={t("title")}
      trigger={{ icon: <Languages aria-hidden="true" /> }}
      variant="quiet"
      align="end"
      sections={[
        {
          id: "languages",
          items: locales.map((locale) => ({
            kind: "choice",
            id: locale,
            label: t(locale),
            isChosen: locale === chosen,
            onChoose: () => choose(locale),
          })),
        },
      ]}
    />
  );
}
