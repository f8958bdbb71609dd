import type { ReactNode } from "react";

export interface LiveRegionProps {
  /** What is read out when it changes; empty while there is nothing to say. The element must stay while its text changes. */
  readonly children: ReactNode;
  /** `assertive` interrupts; keep it for what cannot wait. */
  readonly urgency?: "polite" | "assertive";
}

/** Says a change to a screen reader without moving anything on the screen. */
export function LiveRegion({ children, urgency = "polite" }: LiveRegionProps) {
  return (
    <span className="sr-only" role={urgency === "polite" ? "status" : "alert"} aria-live={urgency} aria-atomic="true">
      {children}
    </span>
  );
}
