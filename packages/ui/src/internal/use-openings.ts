"use client";
import { useState } from "react";

/** How often a layer was opened so far: 0 means that it need not be drawn, and each number is a fresh start of what is in it. */
export function useOpenings(isOpen: boolean): number {
  const [seen, setSeen] = useState({ isOpen: false, openings: 0 });
  if (seen.isOpen === isOpen) return seen.openings;
  const next = { isOpen, openings: seen.openings + (isOpen ? 1 : 0) };
  setSeen(next);
  return next.openings;
}
