"use client";
import { Search } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { controlLook } from "./internal/control-look";
import { optionId, QueryOptions } from "./internal/query-options";
import { type Complete, useCompletion } from "./internal/use-completion";
import { nextOption, type QueryOption, takeOption } from "./rules/query-edit";
import { useUi } from "./ui-provider";
import { useVerbs } from "./verbs";

export interface QueryFieldProps {
  /** What is asked: the accessible name. */
  readonly label: string;
  /** The accessible name of what is offered. */
  readonly optionsLabel: string;
  readonly placeholder?: string;
  /** What was asked last. */
  readonly value: string;
  /** Called on Enter, with what is written. */
  readonly onAsk: (value: string) => void;
  /** Finds what could be written at the caret. Defined outside the component, or memoised. */
  readonly complete: Complete;
  /** What is wrong with what was asked. */
  readonly error?: ReactNode;
}

interface Draft {
  readonly value: string;
  readonly text: string;
  /** Where something is being typed; null while nothing is to be offered. */
  readonly place: { readonly text: string; readonly caret: number } | null;
}

/** What is written, what is offered for it, and which of that is marked. */
function useQueryDraft({ value, complete }: Pick<QueryFieldProps, "value" | "complete">) {
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<Draft>({ value, text: value, place: null });
  const [marked, setMarked] = useState(-1);
  const caret = useRef<number | null>(null);
  // A query from outside (an example, a step back) wins over what was being typed.
  if (draft.value !== value) setDraft({ value, text: value, place: null });
  const completion = useCompletion(complete, draft.place);
  useEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  });
  const write = (text: string, at: number) => {
    setMarked(-1);
    setDraft({ value, text, place: { text, caret: at } });
  };
  const offer = () => write(draft.text, input.current?.selectionStart ?? draft.text.length);
  const close = () => {
    setMarked(-1);
    setDraft((before) => ({ ...before, place: null }));
  };
  const take = (option: QueryOption) => {
    const taken = takeOption(draft.text, completion, option);
    caret.current = taken.caret;
    write(taken.text, taken.caret);
    input.current?.focus();
  };
  return { input, draft, completion, marked, setMarked, write, offer, close, take };
}

/** A query to write, with what could be written at the caret: arrows mark, Enter takes what is marked or asks, Escape closes. `/` leads to it. */
export function QueryField({ label, optionsLabel, placeholder, value, onAsk, complete, error }: QueryFieldProps) {
  const { text: words } = useUi();
  const { input, draft, completion, marked, setMarked, write, offer, close, take } = useQueryDraft({ value, complete });
  const id = useId();
  const { options } = completion;
  const isOpen = options.length > 0;
  useVerbs(
    useMemo(
      () => [
        {
          id: "list.search",
          label: words.filter.searchKeys,
          group: words.table.keysGroup,
          keys: "/",
          run: () => input.current?.focus(),
          isInPalette: false,
        },
      ],
      [words, input],
    ),
  );
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : null;
    const option = options[marked];
    if (step !== null) {
      event.preventDefault();
      if (isOpen) setMarked(nextOption(marked, step, options.length));
      else offer();
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isOpen && option) take(option);
      else {
        close();
        onAsk(draft.text.trim());
      }
    } else if (event.key === "Escape" && draft.place !== null) {
      event.preventDefault();
      close();
    }
  };
  return (
    <search className="flex min-w-0 flex-1 flex-col gap-1">
      <div className="relative flex items-center">
        <Search className="pointer-events-none absolute left-2.5 size-4 text-ink-soft" aria-hidden="true" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={isOpen && marked >= 0 ? optionId(id, marked) : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          placeholder={placeholder}
          value={draft.text}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => write(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onKeyDown={press}
          onBlur={close}
          className={`${controlLook} h-9 pl-8 font-mono`}
        />
        {isOpen && <QueryOptions id={id} label={optionsLabel} options={options} marked={marked} onTake={take} />}
      </div>
      {error && <div id={`${id}-error`}>{error}</div>}
    </search>
  );
}
