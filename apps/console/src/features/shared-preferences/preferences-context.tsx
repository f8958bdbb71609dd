"use client";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { type Preferences, SIDEBAR_COOKIE, SINGLE_KEYS_COOKIE } from "./preferences";
import { remember } from "./remember";

interface PreferencesValue extends Preferences {
  readonly setSidebarNarrow: (isNarrow: boolean) => void;
  readonly setSingleKeysOn: (areOn: boolean) => void;
}

const PreferencesContext = createContext<PreferencesValue | null>(null);

/** Holds the reader's preferences and keeps what changes. */
export function PreferencesProvider({ atFirst, children }: { readonly atFirst: Preferences; readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(atFirst);
  const value = useMemo(
    (): PreferencesValue => ({
      ...preferences,
      setSidebarNarrow: (isSidebarNarrow) => {
        remember(SIDEBAR_COOKIE, isSidebarNarrow ? "narrow" : "wide");
        setPreferences((before) => ({ ...before, isSidebarNarrow }));
      },
      setSingleKeysOn: (areSingleKeysOn) => {
        remember(SINGLE_KEYS_COOKIE, areSingleKeysOn ? "on" : "off");
        setPreferences((before) => ({ ...before, areSingleKeysOn }));
      },
    }),
    [preferences],
  );
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

/** The reader's preferences, and the way to change them. */
export function usePreferences(): PreferencesValue {
  const value = use(PreferencesContext);
  if (value === null) throw new Error("usePreferences is called outside AppProviders.");
  return value;
}
