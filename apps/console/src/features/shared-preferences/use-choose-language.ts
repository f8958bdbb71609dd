"use client";
import { useRouter } from "next/navigation";
import { LOCALE_COOKIE, type Locale } from "../../i18n/locales";
import { remember } from "./remember";

/** Changes the language in place: what is being done on the page stays. */
export function useChooseLanguage(): (locale: Locale) => void {
  const router = useRouter();
  return (locale) => {
    remember(LOCALE_COOKIE, locale);
    router.refresh();
  };
}
