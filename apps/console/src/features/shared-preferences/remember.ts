"use client";
import { preferenceCookie } from "./preferences";

/** Keeps a preference in this browser, from the next request on. */
export function remember(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox, and these cookies hold no secret.
  document.cookie = preferenceCookie(name, value, window.location.protocol === "https:");
}
