"use client";
import type { Environment } from "@holdfast/contracts/cluster";
import { useLocale, useTranslations } from "next-intl";

// Written here so that a page needs no schema to know three words.
const known: Readonly<Record<Environment, true>> = { production: true, test: true, dr: true };
const isKnown = (word: string): word is Environment => Object.hasOwn(known, word);

/** Names environments in the reader's words, as a list: "production and DR". A word that the contract does not know is kept. */
export function useEnvironmentsText(): (environments: readonly string[]) => string {
  const t = useTranslations("status.environment");
  const format = new Intl.ListFormat(useLocale(), { type: "conjunction" });
  return (environments) => format.format(environments.map((each) => (isKnown(each) ? t(each) : each)));
}
