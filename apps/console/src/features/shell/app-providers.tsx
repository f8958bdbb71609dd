"use client";
import { PaletteProvider } from "@holdfast/ui/command-palette";
import { ToastRegion } from "@holdfast/ui/toast-region";
import { UiProvider, type UiSettings } from "@holdfast/ui/ui-provider";
import { VerbProvider } from "@holdfast/ui/verbs";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { TIME_ZONE_COOKIE } from "../../i18n/locales";
import { useSay } from "../../i18n/use-say";
import type { Preferences } from "../shared-preferences/preferences";
import { PreferencesProvider, usePreferences } from "../shared-preferences/preferences-context";
import { remember } from "../shared-preferences/remember";
import { AppLink } from "./app-link";
import { readFailure } from "./read-failure";
import { useUiText } from "./use-ui-text";

interface AppProvidersProps {
  readonly nonce: string;
  readonly preferences: Preferences;
  /** The zone in which the server wrote times: the browser's own from the second visit on. */
  readonly timeZone: string;
  readonly renderedAtMs: number;
  readonly children: ReactNode;
}

/** The reader's own time zone. A browser that differs from what the server knew says so once, in a cookie. */
function useTimeZone(fromServer: string): string {
  const [timeZone, setTimeZone] = useState(fromServer);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === fromServer) return;
    remember(TIME_ZONE_COOKIE, own);
    setTimeZone(own);
  }, [fromServer]);
  return timeZone;
}

function Ui({ nonce, timeZone: fromServer, renderedAtMs, children }: Omit<AppProvidersProps, "preferences">) {
  const locale = useLocale();
  const router = useRouter();
  const text = useUiText();
  const t = useTranslations("failures");
  const elevation = useTranslations("approvals.elevation");
  const say = useSay();
  const timeZone = useTimeZone(fromServer);
  const settings = useMemo((): UiSettings => {
    const failureText = { away: t("away"), internal: t("internal"), ask: elevation("ask"), say };
    return {
      text,
      locale,
      timeZone,
      renderedAtMs,
      nonce,
      linkComponent: AppLink,
      // As in `AppLink`: built from data, and checked there.
      navigate: (href) => router.push(href as Route),
      readFailure: (error) => readFailure(error, failureText),
    };
  }, [text, locale, timeZone, renderedAtMs, nonce, router, t, elevation, say]);
  return <UiProvider settings={settings}>{children}</UiProvider>;
}

function Keys({ children }: { readonly children: ReactNode }) {
  const { areSingleKeysOn } = usePreferences();
  return <VerbProvider areSingleKeysOn={areSingleKeysOn}>{children}</VerbProvider>;
}

/** Everything that stands around every page: theme, language, time, preferences, verbs and messages. */
export function AppProviders({ nonce, preferences, timeZone, renderedAtMs, children }: AppProvidersProps) {
  return (
    <ThemeProvider nonce={nonce} attribute="data-theme" defaultTheme="system" enableSystem disableTransitionOnChange>
      <PreferencesProvider atFirst={preferences}>
        <Ui nonce={nonce} timeZone={timeZone} renderedAtMs={renderedAtMs}>
          <Keys>
            <PaletteProvider>{children}</PaletteProvider>
          </Keys>
          <ToastRegion />
        </Ui>
      </PreferencesProvider>
    </ThemeProvider>
  );
}
