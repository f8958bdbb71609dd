import type { Phrases } from "@holdfast/contracts/say-in";
import type messages from "../../messages/en.json";
import type { Locale } from "./locales";

declare module "next-intl" {
  /** Makes every key of a message checked where it is used. */
  interface AppConfig {
    Locale: Locale;
    /** The console's own texts, and the server's phrases in the reader's language. */
    Messages: typeof messages & { readonly phrases: Phrases };
  }
}
