"use client";
import { createContext, type ReactNode, use, useEffect, useId, useMemo, useSyncExternalStore } from "react";
import { notify } from "./notify";
import { type KeyMemory, type KeyPlace, pressKey } from "./rules/key-sequence";
import { createVerbRegistry, type Verb, type VerbRegistry } from "./rules/verb-registry";
import { useUi } from "./ui-provider";

interface VerbContextValue {
  readonly registry: VerbRegistry;
  readonly areSingleKeysOn: boolean;
}

const VerbContext = createContext<VerbContextValue | null>(null);

const LAYER = '[role="dialog"],[role="alertdialog"],[role="menu"],[role="listbox"]';
const FIELD = 'input:not([type="checkbox"]):not([type="radio"]),textarea,select,[contenteditable]:not([contenteditable="false"])';
const PRESSABLE = 'a,button,summary,input,[role="button"],[role="tab"],[role="switch"]';

function placeOf(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return "page";
  if (target.closest(LAYER)) return "layer";
  return target.closest(FIELD) ? "field" : "page";
}

/** Enter and space belong to the button or link that has the focus. */
const isTaken = (event: KeyboardEvent) =>
  (event.key === "Enter" || event.key === " ") && event.target instanceof Element && event.target.closest(PRESSABLE) !== null;

/** Does what a verb does, or says why not. */
export function useRunVerb(): (verb: Verb) => void {
  const { navigate } = useUi();
  return useMemo(
    () => (verb) => {
      if (verb.refusal) notify({ tone: "neutral", title: verb.label, detail: verb.refusal });
      else if (verb.run) verb.run();
      else if (verb.href !== undefined) navigate(verb.href);
    },
    [navigate],
  );
}

export interface VerbProviderProps {
  /** False when the reader has turned shortcuts of a single key off (WCAG 2.1.4). Ctrl or Cmd with a key always works. */
  readonly areSingleKeysOn: boolean;
  readonly children: ReactNode;
}

/** Holds what can be done on the page, and fires it by key. An application has one, at its root. */
export function VerbProvider({ areSingleKeysOn, children }: VerbProviderProps) {
  const registry = useMemo(createVerbRegistry, []);
  const value = useMemo(() => ({ registry, areSingleKeysOn }), [registry, areSingleKeysOn]);
  const runVerb = useRunVerb();
  useEffect(() => {
    let memory: KeyMemory | null = null;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTaken(event)) return;
      const outcome = pressKey(event, placeOf(event.target), event.timeStamp, memory, registry.bindings(), areSingleKeysOn);
      memory = outcome.memory;
      const verb = outcome.fired === null ? undefined : registry.boundTo(outcome.fired);
      if (verb === undefined) return;
      event.preventDefault();
      runVerb(verb);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [registry, areSingleKeysOn, runVerb]);
  return <VerbContext value={value}>{children}</VerbContext>;
}

/** Offers verbs while the calling component is on the page: to the palette, to the legend and to their keys. */
export function useVerbs(verbs: readonly Verb[]): void {
  const registry = use(VerbContext)?.registry;
  const owner = useId();
  useEffect(() => registry?.offer(owner, verbs), [registry, owner, verbs]);
  useEffect(() => () => registry?.withdraw(owner), [registry, owner]);
}

const nothing = { subscribe: () => () => {}, list: (): readonly Verb[] => none };
const none: readonly Verb[] = [];

/** All verbs of the page, kept true. */
export function useVerbList(): readonly Verb[] {
  const registry = use(VerbContext)?.registry ?? nothing;
  return useSyncExternalStore(registry.subscribe, registry.list, () => none);
}

/** Whether shortcuts of a single key are on. */
export const useAreSingleKeysOn = (): boolean => use(VerbContext)?.areSingleKeysOn ?? true;
