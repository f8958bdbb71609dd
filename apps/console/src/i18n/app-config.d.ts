import type messages from "../../messages/en.json";
import type { Locale } from "./locales";

declare module "next-intl" {
  /** Makes every key of a message checked where it is used. */
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
