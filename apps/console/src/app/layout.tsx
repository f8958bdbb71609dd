import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./globals.css";
import interLatin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale, getNow, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { readPreferences } from "../features/shared-preferences/preferences";
import { AppProviders } from "../features/shell/app-providers";

/** The title of every page ends with the name of the console; a page gives the part before it. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("app");
  return { title: { default: t("name"), template: `%s · ${t("name")}` }, description: t("description"), robots: { index: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, now, timeZone, head, jar] = await Promise.all([getLocale(), getNow(), getTimeZone(), headers(), cookies()]);
  // Every page is written in it; asked for early, it is there before the first text is drawn.
  preload(interLatin, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  return (
    // The theme is set on this element before React runs, by the script of the theme provider.
    <html lang={locale} suppressHydrationWarning>
      <body>
        <NextIntlClientProvider>
          <AppProviders
            nonce={head.get("x-nonce") ?? ""}
            preferences={readPreferences((name) => jar.get(name)?.value)}
            timeZone={timeZone}
            renderedAtMs={now.getTime()}
          >
            {children}
          </AppProviders>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
