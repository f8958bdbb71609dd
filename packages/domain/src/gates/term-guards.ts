// The guards that a plan itself names: how many sites have to serve afterwards, and what halts its runs.
import type { Worded } from "@holdfast/contracts/phrase";
import { worded } from "@holdfast/contracts/worded";
import type { Guard } from "./guards";

/** A site that is counted among those that serve afterwards; `trouble` is why it would not, null when it would. */
export interface CountedSite {
  readonly name: string;
  readonly trouble: Worded | null;
}

/** One look at a condition that halts: its figure in words, or why there is none. `isSo` is null then. */
export interface HaltReading {
  readonly name: string;
  readonly site: string;
  readonly query: string;
  /** What it is compared with, as `> 14.4`. */
  readonly condition: string;
  readonly value: string;
  readonly isSo: boolean | null;
  readonly why: Worded | null;
  /** Whether the plan lets a run go on that can't read it. */
  readonly passesUnread: boolean;
}

/** What the guards look at that the plan names. */
export interface TermFacts {
  /** Whether the primary is lost and the run is no drill. */
  readonly isForced: boolean;
  /** Null where the plan says nothing: then the standby alone has to serve, which a guard of every run asks. */
  readonly serving: { readonly atLeast: number; readonly sites: readonly CountedSite[] } | null;
  readonly halts: readonly HaltReading[];
}

/** Nothing that a plan names. */
export const NO_TERMS: TermFacts = { isForced: false, serving: null, halts: [] };

/** Enough sites would serve, or the primary is lost: then leaving it takes none away. */
function sitesServe({ serving, isForced }: TermFacts): Guard[] {
  if (serving === null) return [];
  const { atLeast, sites } = serving;
  const troubles = sites.flatMap(({ trouble }) => trouble ?? []);
  const up = sites.filter(({ trouble }) => trouble === null).map(({ name }) => name);
  const isEnough = up.length >= atLeast;
  const text = isEnough
    ? worded("SitesServe", { serving: up.length, atLeast, sites: up.join(", ") })
    : worded(isForced ? "SitesShortForced" : "SitesShort", { serving: up.length, atLeast, troubles });
  return [
    { name: "sites-serve", isMet: isEnough || isForced, ...text, canHeal: true, pauses: "late", ...(!isEnough && { isOnRecord: true }) },
  ];
}

const isHeldBlind = ({ isForced }: TermFacts, { isSo, passesUnread }: HaltReading): boolean => isSo === null && !passesUnread && !isForced;

const inWords = ({ name, site, query, condition, value, why }: HaltReading): Worded =>
  why ? worded("HaltBlank", { name, query, site, why }) : worded("HaltIsSo", { name, query, site, value, condition });

/**
 * No condition of the plan halts it. One that is so pauses the run at once; one that can't be read holds it until it can, and pauses it
 * when the step's time is over. A run whose primary is lost is held by what is so, and never by what nobody can read.
 */
function noHalt(facts: TermFacts): Guard[] {
  const { halts } = facts;
  if (halts.length === 0) return [];
  const isSo = halts.filter((each) => each.isSo === true);
  const blind = halts.filter((each) => isHeldBlind(facts, each));
  const unread = halts.filter((each) => each.isSo === null);
  const isMet = isSo.length === 0 && blind.length === 0;
  const passed =
    unread.length === 0 ? worded("HaltsQuiet", { halts: halts.length }) : worded("HaltsUnread", { conditions: unread.map(inWords) });
  const text = isMet ? passed : worded("HaltsHold", { conditions: [...isSo, ...blind].map(inWords) });
  const pauses = isSo.length > 0 ? true : "late";
  return [{ name: "no-halt-condition", isMet, ...text, canHeal: true, pauses, ...(unread.length > 0 && { isOnRecord: true }) }];
}

/** The guards that the plan names, before a run starts and before an order that moves the group forward. */
export const termGuards = (facts: TermFacts): readonly Guard[] => [...sitesServe(facts), ...noHalt(facts)];
