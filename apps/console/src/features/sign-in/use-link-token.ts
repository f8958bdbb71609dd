"use client";
import { useEffect, useState } from "react";
import { tokenOf } from "./setup-call";

/**
 * The token of the one-time link by which the page was opened; null where it holds none, `undefined` before that is known. It is
 * taken out of the address, so that it stays in no history and on no shared screen.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(tokenOf(window.location.hash));
    window.history.replaceState(null, "", window.location.pathname);
  }, []);
  return token;
}
