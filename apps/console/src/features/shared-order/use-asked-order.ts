"use client";
import type { ObjectVerb } from "@holdfast/contracts/object";
import { useCallback, useMemo, useState } from "react";

interface Asked {
  readonly verb: ObjectVerb | null;
  /** Counts the openings: each dialog starts anew. */
  readonly opening: number;
  /** The replicas that an undo goes back to. */
  readonly replicas: number | null;
}

/** Which order the reader is about to give: asked for by the menu, by the palette or by an undo. */
export interface AskedOrder extends Asked {
  readonly ask: (verb: ObjectVerb, replicas?: number) => void;
  readonly close: () => void;
}

/** Holds what is asked for. The dialogs, the menu and the list of orders share it. */
export function useAskedOrder(): AskedOrder {
  const [asked, setAsked] = useState<Asked>({ verb: null, opening: 0, replicas: null });
  const ask = useCallback(
    (verb: ObjectVerb, replicas?: number) => setAsked(({ opening }) => ({ verb, opening: opening + 1, replicas: replicas ?? null })),
    [],
  );
  const close = useCallback(() => setAsked((before) => ({ ...before, verb: null })), []);
  return useMemo(() => ({ ...asked, ask, close }), [asked, ask, close]);
}
