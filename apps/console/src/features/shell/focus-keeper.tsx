"use client";
import { useEffect } from "react";
import { CONTENT_ID } from "./route-focus";
import { survivingPlace } from "./surviving-place";

/** Layers that close give the focus back by themselves first. */
const SETTLED_MS = 150;
/** So much of what had the focus is remembered: enough to be back behind a dialog of a few fields. */
const REMEMBERED = 32;
/** What stands behind a layer that has to be answered first. */
const BEHIND = '[aria-hidden="true"],[inert]';

const placesAround = (element: HTMLElement) => {
  const around: { element: HTMLElement; canHold: boolean; readonly isConnected: boolean }[] = [];
  for (let at: HTMLElement | null = element; at !== null && at !== document.body; at = at.parentElement) {
    const held = at;
    around.push({
      element: held,
      canHold: held.hasAttribute("tabindex"),
      get isConnected() {
        return held.isConnected;
      },
    });
  }
  return around;
};

/**
 * Keeps the focus on the page when what had it is taken away: a row whose button was pressed, the first step of a form. Without it
 * the browser drops the focus, and whoever uses keys or listens starts again at the top.
 */
export function FocusKeeper() {
  useEffect(() => {
    let trail: ReturnType<typeof placesAround>[] = [];
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const isLost = () => document.activeElement === document.body && trail[0]?.[0]?.isConnected === false;
    const mend = () => {
      if (!isLost()) return;
      const kept = survivingPlace(trail)?.element ?? document.getElementById(CONTENT_ID);
      if (!kept) return;
      // A layer that is still closing hides the page: it is looked at again when that is over.
      if (kept.closest(BEHIND)) waiting = setTimeout(mend, SETTLED_MS);
      else kept.focus({ preventScroll: true });
    };
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) trail = [placesAround(target), ...trail].slice(0, REMEMBERED);
    };
    const watch = new MutationObserver(() => {
      if (!isLost()) return;
      clearTimeout(waiting);
      waiting = setTimeout(mend, SETTLED_MS);
    });
    document.addEventListener("focusin", note);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(waiting);
      watch.disconnect();
      document.removeEventListener("focusin", note);
    };
  }, []);
  return null;
}
