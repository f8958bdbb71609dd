"use client";
import { Search, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { controlLook } from "./internal/control-look";
import { KeyCap } from "./key-cap";
import { useUi } from "./ui-provider";
import { useVerbs } from "./verbs";

const QUIET_MS = 250;

export interface SearchFieldProps {
  /** What is searched: the accessible name. */
  readonly label: string;
  /** What can be written, for example `kind:Pod cluster:prod-*`. */
  readonly placeholder?: string;
  readonly value: string;
  /** Called when the reader pauses, presses Enter or clears the field; not with every letter. */
  readonly onChange: (value: string) => void;
}

/** The search of a page: `/` leads to it, Escape clears it. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps) {
  const { text } = useUi();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [draft, setDraft] = useState({ value, text: value });
  // A value from outside (a chip removed, a step back) wins over what was being typed.
  if (draft.value !== value) setDraft({ value, text: value });
  useEffect(() => () => clearTimeout(timer.current), []);
  const tell = (next: string, afterMs: number) => {
    setDraft({ value, text: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(next.trim()), afterMs);
  };
  useVerbs(
    useMemo(
      () => [
        {
          id: "list.search",
          label: text.filter.searchKeys,
          group: text.table.keysGroup,
          keys: "/",
          run: () => input.current?.focus(),
          isInPalette: false,
        },
      ],
      [text],
    ),
  );
  return (
    <search className="relative flex min-w-0 flex-1 basis-64 items-center sm:max-w-md">
      <Search className="pointer-events-none absolute left-2.5 size-4 text-ink-soft" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? text.filter.search}
        value={draft.text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => tell(event.target.value, QUIET_MS)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") tell(draft.text, 0);
          if (event.key === "Escape" && draft.text !== "") tell("", 0);
        }}
        className={`${controlLook} h-8 appearance-none pr-9 pl-8 [&::-webkit-search-cancel-button]:hidden`}
      />
      {draft.text === "" ? (
        <span className="pointer-events-none absolute right-1.5" aria-hidden="true">
          <KeyCap keys="/" />
        </span>
      ) : (
        <button
          type="button"
          aria-label={text.filter.clearSearch}
          className="absolute right-1 inline-flex size-6 cursor-pointer items-center justify-center rounded-s text-ink-soft hover:text-ink [&_svg]:size-4"
          onClick={() => {
            tell("", 0);
            input.current?.focus();
          }}
        >
          <X aria-hidden="true" />
        </button>
      )}
    </search>
  );
}
