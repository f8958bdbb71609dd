/** The languages that the console speaks. */
export const locales = ["en", "zh-CN"] as const;
export type Locale = (typeof locales)[number];

/** The cookie in which the reader's choice of language is kept. */
export const LOCALE_COOKIE = "holdfast-locale";
/** The cookie in which a browser leaves its time zone, so that the server writes the same times. */
export const TIME_ZONE_COOKIE = "holdfast-time-zone";

/** Whether a word is one of our languages. */
export const isLocale = (word: string | undefined): word is Locale => locales.some((locale) => locale === word);

const languageOf = (tag: string) => tag.toLowerCase().split("-")[0] ?? "";

/** The best of our languages for an `Accept-Language` header (RFC 9110): by weight, then by order; English when none fits. */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part, order) => {
      const [tag = "", ...parameters] = part.trim().split(";");
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined);
      return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight), order };
    })
    .filter((each) => each.weight > 0)
    .sort((one, other) => other.weight - one.weight || one.order - other.order);
  for (const { language } of wanted) {
    const found = locales.find((locale) => languageOf(locale) === language);
    if (found !== undefined) return found;
  }
  return "en";
}

/** A time zone that this server knows, from a cookie that anybody may have written; UTC otherwise. */
export function readTimeZone(written: string | undefined): string {
  if (written === undefined || written.length > 64) return "UTC";
  try {
    return new Intl.DateTimeFormat("en", { timeZone: written }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}
