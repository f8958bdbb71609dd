"use client";
import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useEffect, useId, useMemo, useState } from "react";
import { PaletteWaiting } from "./internal/palette-waiting";
import { useOpenings } from "./internal/use-openings";
import type { Verb } from "./rules/verb-registry";

const loadLayer = () => import("./internal/palette-layer").then((module) => module.PaletteLayer);
const PaletteLayer = lazy(async () => ({ default: await loadLayer() }));

/** Fetches the palette's code ahead, when somebody is about to open it. */
export const warmPalette = (): void => void loadLayer();

/** Things that are found while one types, for example the clusters of a fleet of thousands. */
export interface PaletteSource {
  readonly id: string;
  /** Answers soon or rejects; must stop when the signal says so. Called for two letters and more. */
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Verb[]>;
}

interface SourcesValue {
  readonly sources: ReadonlyMap<string, PaletteSource>;
  readonly put: (owner: string, source: PaletteSource | null) => void;
}

const SourcesContext = createContext<SourcesValue | null>(null);

/** Holds the palette's sources. Stands around the page, inside `VerbProvider`. */
export function PaletteProvider({ children }: { readonly children: ReactNode }) {
  const [sources, setSources] = useState<ReadonlyMap<string, PaletteSource>>(new Map());
  const put = useCallback((owner: string, source: PaletteSource | null) => {
    setSources((before) => {
      const after = new Map(before);
      if (source === null) after.delete(owner);
      else after.set(owner, source);
      return after;
    });
  }, []);
  const value = useMemo(() => ({ sources, put }), [sources, put]);
  return <SourcesContext value={value}>{children}</SourcesContext>;
}

/** Lets the palette find more, while the calling component is on the page. Memoise the source. */
export function usePaletteSource(source: PaletteSource): void {
  const put = use(SourcesContext)?.put;
  const owner = useId();
  useEffect(() => {
    put?.(owner, source);
    return () => put?.(owner, null);
  }, [put, owner, source]);
}

export interface CommandPaletteProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Finds every verb of the page and everything of the sources by typing. Its code is fetched when it is first opened. */
export function CommandPalette({ isOpen, onClose }: CommandPaletteProps) {
  const openings = useOpenings(isOpen);
  const sources = use(SourcesContext)?.sources;
  const list = useMemo(() => [...(sources?.values() ?? [])], [sources]);
  return openings > 0 ? <Opened key={openings} isOpen={isOpen} onClose={onClose} sources={list} /> : null;
}

function Opened({ isOpen, onClose, sources }: CommandPaletteProps & { readonly sources: readonly PaletteSource[] }) {
  const [query, setQuery] = useState("");
  // Taken before the waiting field has the focus, so that it can be given back.
  const [opener] = useState(() => document.activeElement);
  return (
    <Suspense fallback={<PaletteWaiting query={query} onQueryChange={setQuery} onClose={onClose} />}>
      <PaletteLayer isOpen={isOpen} onClose={onClose} sources={sources} query={query} onQueryChange={setQuery} opener={opener} />
    </Suspense>
  );
}
