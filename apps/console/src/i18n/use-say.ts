"use client";
import type { Worded } from "@holdfast/contracts/phrase";
import { sayIn } from "@holdfast/contracts/say-in";
import { useMessages } from "next-intl";
import { useCallback } from "react";

/** Says a text of the server (a finding, a gate, a guard, a fault) in the reader's language. */
export function useSay(): (text: Worded) => string {
  const { phrases } = useMessages();
  return useCallback((text) => sayIn(phrases, text), [phrases]);
}
