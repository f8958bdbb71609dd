/** A screen that stands in the navigation. */
export interface Screen {
  /** Its name in `messages` below `nav`. */
  readonly id: ScreenId;
  readonly href: string;
  /** The letter after `g` that leads to it. */
  readonly goKey: string;
  readonly group: "see" | "change" | "prove" | "self";
}

export type ScreenId =
  | "fleet"
  | "clusters"
  | "inventory"
  | "search"
  | "compare"
  | "components"
  | "changes"
  | "observe"
  | "bulk"
  | "policies"
  | "failover"
  | "approvals"
  | "drills"
  | "ledger"
  | "cases"
  | "identity"
  | "audit"
  | "settings";

/** Every screen of the navigation, in its order. One that has not landed is not shown. */
export const screens: readonly Screen[] = [
  { id: "fleet", href: "/", goKey: "h", group: "see" },
  { id: "clusters", href: "/clusters", goKey: "c", group: "see" },
  { id: "inventory", href: "/inventory", goKey: "i", group: "see" },
  { id: "search", href: "/search", goKey: "/", group: "see" },
  { id: "compare", href: "/compare", goKey: "d", group: "see" },
  { id: "components", href: "/components", goKey: "m", group: "see" },
  { id: "changes", href: "/changes", goKey: "w", group: "see" },
  { id: "observe", href: "/observe", goKey: "o", group: "see" },
  { id: "bulk", href: "/bulk", goKey: "b", group: "change" },
  { id: "policies", href: "/policies", goKey: "p", group: "change" },
  { id: "failover", href: "/failover", goKey: "f", group: "change" },
  { id: "approvals", href: "/approvals", goKey: "a", group: "change" },
  { id: "cases", href: "/cases", goKey: "s", group: "prove" },
  { id: "drills", href: "/failover/drills", goKey: "r", group: "prove" },
  { id: "ledger", href: "/failover/ledger", goKey: "l", group: "prove" },
  { id: "identity", href: "/identity", goKey: "t", group: "prove" },
  { id: "audit", href: "/audit", goKey: "u", group: "prove" },
  { id: "settings", href: "/settings", goKey: ",", group: "self" },
];

/** The screens whose page exists. Add the id with the page: a test holds this list against the folders. */
export const landed: readonly ScreenId[] = [
  "fleet",
  "clusters",
  "inventory",
  "search",
  "compare",
  "components",
  "changes",
  "observe",
  "bulk",
  "policies",
  "failover",
  "approvals",
  "identity",
  "audit",
  "settings",
  "cases",
  "ledger",
  "drills",
];

/** The screens of the navigation by group, those in `ids` only, empty groups left out. */
export function navigation(ids: readonly ScreenId[]): { group: Screen["group"]; screens: Screen[] }[] {
  const groups = new Map<Screen["group"], Screen[]>();
  for (const screen of screens) if (ids.includes(screen.id)) groups.set(screen.group, [...(groups.get(screen.group) ?? []), screen]);
  return [...groups].map(([group, members]) => ({ group, screens: members }));
}

/** The screen that the page at `pathname` belongs to: of two of which one stands below the other, the lower; undefined for none. */
export const screenAt = (pathname: string): Screen | undefined =>
  screens.filter((screen) => isWithin(pathname, screen.href)).sort((a, b) => b.href.length - a.href.length)[0];

/** Whether the page at `pathname` belongs to a screen: the screen itself or a page below it; only itself for the root. */
export const isWithin = (pathname: string, href: string): boolean =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
