import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, LOCALE_COOKIE, negotiateLocale, readTimeZone, TIME_ZONE_COOKIE } from "./locales";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const chosen = jar.get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : negotiateLocale(head.get("accept-language"));
  return {
    locale,
    timeZone: readTimeZone(jar.get(TIME_ZONE_COOKIE)?.value),
    now: new Date(),
    messages: {
      ...(await import(`../../messages/${locale}.json`)).default,
      // English comes with each text of the server.
      phrases: locale === "en" ? {} : (await import("@holdfast/contracts/phrases/zh-CN.json")).default,
    },
  };
});
