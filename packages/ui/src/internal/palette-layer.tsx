"use client";
import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { useMemo } from "react";
import type { PaletteSource } from "../command-palette";
import { KeyCap } from "../key-cap";
import { LiveRegion } from "../live-region";
import { rank } from "../rules/rank";
import type { Verb } from "../rules/verb-registry";
import { useUi } from "../ui-provider";
import { useRunVerb, useVerbList } from "../verbs";
import { shown } from "./plain-text";
import { useFound } from "./use-found";

const MOST = 60;

interface PaletteGroup {
  readonly value: string;
  readonly items: readonly Verb[];
}

function grouped(verbs: readonly Verb[]): PaletteGroup[] {
  const groups = new Map<string, Verb[]>();
  for (const verb of verbs) groups.set(verb.group, [...(groups.get(verb.group) ?? []), verb]);
  return [...groups].map(([value, items]) => ({ value, items }));
}

function Line({ verb, onRun }: { readonly verb: Verb; readonly onRun: (verb: Verb) => void }) {
  return (
    <Autocomplete.Item
      value={verb}
      disabled={Boolean(verb.refusal)}
      onClick={() => onRun(verb)}
      className="flex min-h-8 cursor-default select-none items-center justify-between gap-4 px-4 text-ink outline-none data-highlighted:bg-selected data-disabled:text-ink-soft"
    >
      <span className="min-w-0 truncate">
        {shown(verb.label)}
        {verb.refusal && <span className="text-small"> · {verb.refusal}</span>}
      </span>
      {verb.keys !== undefined && <KeyCap keys={verb.keys} />}
    </Autocomplete.Item>
  );
}

export interface PaletteLayerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly sources: readonly PaletteSource[];
  readonly query: string;
  readonly onQueryChange: (query: string) => void;
  /** What had the focus, and gets it back. */
  readonly opener: Element | null;
}

/** The palette: a field and what it finds, by group. Enter does the marked one. */
export function PaletteLayer({ isOpen, onClose, sources, query, onQueryChange, opener }: PaletteLayerProps) {
  const { text } = useUi();
  const runVerb = useRunVerb();
  const verbs = useVerbList();
  const { found, isSearching } = useFound(query, sources);
  const fitting = useMemo(
    () => rank(query, [...verbs.filter((verb) => verb.isInPalette !== false), ...found], MOST),
    [query, verbs, found],
  );
  const groups = useMemo(() => grouped(fitting), [fitting]);
  const run = (verb: Verb) => {
    onClose();
    runVerb(verb);
  };
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil" />
        <Dialog.Viewport className="fixed inset-0 z-40 flex items-start justify-center p-4 sm:pt-[12vh]">
          <Dialog.Popup
            aria-label={text.palette.title}
            finalFocus={() => (opener instanceof HTMLElement ? opener : true)}
            className="flex max-h-[min(36rem,calc(100dvh-2rem))] w-full max-w-xl flex-col overflow-hidden rounded-l border border-line-strong bg-raised shadow-raised outline-none"
          >
            <Autocomplete.Root
              open
              inline
              items={groups}
              value={query}
              onValueChange={(value, details) => details.reason !== "item-press" && onQueryChange(value)}
              itemToStringValue={(verb: Verb) => verb.label}
              filter={null}
              autoHighlight="always"
              keepHighlight
            >
              <div className="flex items-center gap-2.5 border-line border-b px-4">
                <Search className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
                <Autocomplete.Input
                  aria-label={text.palette.title}
                  placeholder={text.palette.placeholder}
                  className="h-11 min-w-0 flex-1 bg-transparent text-ink text-lead outline-none placeholder:text-ink-soft"
                />
                <Dialog.Close className="rounded-s" aria-label={text.close}>
                  <KeyCap keys="Escape" />
                </Dialog.Close>
              </div>
              <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
                <Autocomplete.Empty>
                  <div className="px-4 py-6 text-ink-soft">{isSearching ? text.palette.searching : text.palette.empty}</div>
                </Autocomplete.Empty>
                <Autocomplete.List className="pb-2 data-empty:pb-0">
                  {(group: PaletteGroup) => (
                    <Autocomplete.Group key={group.value} items={group.items}>
                      <Autocomplete.GroupLabel className="px-4 pt-2.5 pb-1 font-medium text-ink-soft text-small">
                        {group.value}
                      </Autocomplete.GroupLabel>
                      <Autocomplete.Collection>{(verb: Verb) => <Line key={verb.id} verb={verb} onRun={run} />}</Autocomplete.Collection>
                    </Autocomplete.Group>
                  )}
                </Autocomplete.List>
              </div>
            </Autocomplete.Root>
            <LiveRegion>{isSearching ? text.palette.searching : text.palette.results(fitting.length)}</LiveRegion>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
