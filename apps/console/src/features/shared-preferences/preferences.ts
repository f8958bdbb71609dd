/** What a reader chose about the console itself. Kept in cookies, so that the first paint is already right. */
export interface Preferences {
  readonly isSidebarNarrow: boolean;
  readonly areSingleKeysOn: boolean;
}

export const SIDEBAR_COOKIE = "holdfast-sidebar";
export const SINGLE_KEYS_COOKIE = "holdfast-single-keys";

/** Reads the preferences from cookies; what nobody chose has its default. */
export const readPreferences = (cookie: (name: string) => string | undefined): Preferences => ({
  isSidebarNarrow: cookie(SIDEBAR_COOKIE) === "narrow",
  areSingleKeysOn: cookie(SINGLE_KEYS_COOKIE) !== "off",
});

const YEAR_SECONDS = 31_536_000;

/** A cookie for a preference, as `document.cookie` takes it. Nothing secret: pages read it too. */
export const preferenceCookie = (name: string, value: string, isSecure: boolean): string =>
  `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax${isSecure ? "; Secure" : ""}`;
