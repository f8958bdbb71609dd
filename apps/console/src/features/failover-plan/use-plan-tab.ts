"use client";
import type { Route } from "next";
import { usePathname, useRouter, useSearchParams } from "next/navigation";

/** The views of a plan's page, as the address spells them. */
export const planTabs = ["overview", "failback", "versions", "runs"] as const;
export type PlanTab = (typeof planTabs)[number];

/** Which view the address asks for, and the way to another; Back leaves the page. */
export function usePlanTab(): [PlanTab, (tab: string) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const asked = useSearchParams().get("view");
  const tab = planTabs.find((each) => each === asked) ?? "overview";
  // The page itself with another query; typed routes know literals only.
  const change = (next: string) =>
    router.replace((next === "overview" ? pathname : `${pathname}?view=${next}`) as Route, { scroll: false });
  return [tab, change];
}
