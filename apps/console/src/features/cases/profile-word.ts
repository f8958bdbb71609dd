import type { useTranslations } from "next-intl";

/** The entries of a profile that the cases of today have. */
const known = [
  "users",
  "transactionsPerDay",
  "nodes",
  "pods",
  "peakThroughput",
  "availability",
  "recoveryAfterFault",
  "latency",
  "coldStart",
  "perNode",
  "utilisation",
  "cost",
  "compliance",
] as const;
type Known = (typeof known)[number];

const isKnown = (key: string): key is Known => (known as readonly string[]).includes(key);

/** An entry of a profile in the reader's words; one that is not known is shown as the case spells it. */
export const profileWord = (key: string, t: ReturnType<typeof useTranslations<"cases.profile">>): string => (isKnown(key) ? t(key) : key);
