"use client";
import { type KeyboardEvent, type ReactNode, useMemo, useRef } from "react";
import { Field, type FieldProps } from "./field";
import { shown } from "./internal/plain-text";
import { breakLine, offsetOf, shiftLines, type TextEdit } from "./rules/text-edits";
import { type YamlTokenKind, yamlTokens } from "./rules/yaml-tokens";
import { StatusGlyph } from "./status-shape";

/** Something that is wrong at a place of a text. Lines and columns count from 1. */
export interface TextProblem {
  readonly line: number;
  readonly column: number;
  /** What is wrong, which field, and what to do. */
  readonly message: string;
}

export interface CodeEditorProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong, in the order of the text; marked at its line and listed below. */
  readonly problems: readonly TextProblem[];
  /** The heading of the list of problems. */
  readonly problemsLabel: string;
  /** A place in words, for example "line 3, column 5". */
  readonly placeText: (problem: TextProblem) => string;
  /** Lines after which it scrolls. */
  readonly maxLines?: number;
}

const LINE_REM = 1.25;
const AROUND_LINES = 3;
const colors: Readonly<Record<YamlTokenKind, string>> = {
  plain: "text-ink",
  key: "text-accent-ink",
  string: "text-good-ink",
  comment: "text-ink-soft",
  mark: "text-ink-soft",
};
const type = "px-3 py-2 font-mono text-small leading-5 whitespace-pre [tab-size:2]";

function Line({ text, problem }: { readonly text: string; readonly problem: TextProblem | undefined }) {
  let offset = 0;
  return (
    <div className={`-mx-3 px-3 ${problem === undefined ? "" : "bg-bad-wash"}`}>
      {yamlTokens(text).map((token) => {
        const key = offset;
        offset += token.text.length;
        return (
          <span key={key} className={colors[token.kind]}>
            {token.text}
          </span>
        );
      })}
      {text === "" && "​"}
      {problem !== undefined && <span className="pl-6 font-sans text-bad-ink">◂ {shown(problem.message)}</span>}
    </div>
  );
}

/** What is drawn: the text in colours with its problems at their lines. The text area above it is see-through. */
function Drawing({ lines, problems }: { readonly lines: readonly string[]; readonly problems: ReadonlyMap<number, TextProblem> }) {
  return (
    <pre aria-hidden="true" className={`${type} pointer-events-none col-start-1 row-start-1 m-0 min-w-max`}>
      {lines.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number and by nothing else.
        <Line key={index} text={text} problem={problems.get(index + 1)} />
      ))}
    </pre>
  );
}

function Gutter({ count, problems }: { readonly count: number; readonly problems: ReadonlyMap<number, TextProblem> }) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return (
    <div
      aria-hidden="true"
      className="sticky left-0 z-10 select-none border-line border-r bg-sunken py-2 pr-2 pl-2 text-right font-mono text-ink-soft text-small tabular-nums leading-5"
    >
      {numbers.map((line) => (
        <div key={line} className={`flex items-center justify-end gap-1 ${problems.has(line) ? "text-bad-ink" : ""}`}>
          {problems.has(line) && <StatusGlyph shape="cross" />}
          {line}
        </div>
      ))}
    </div>
  );
}

/** Writes as a person would, so that undo takes it back; a browser without that command still gets the text. */
function write(area: HTMLTextAreaElement, edit: TextEdit, onChange: (value: string) => void): void {
  area.setSelectionRange(edit.from, edit.to);
  if (!document.execCommand("insertText", false, edit.insert)) {
    area.setRangeText(edit.insert, edit.from, edit.to, "end");
    onChange(area.value);
  }
  area.setSelectionRange(edit.start, edit.end);
}

function editFor(event: KeyboardEvent<HTMLTextAreaElement>): TextEdit | null {
  const { value: text, selectionStart: start, selectionEnd: end } = event.currentTarget;
  if (event.nativeEvent.isComposing || event.altKey) return null;
  const isCommand = event.ctrlKey || event.metaKey;
  if (event.key === "Enter" && !isCommand && !event.shiftKey) return breakLine({ text, start, end });
  if (isCommand && event.key === "]") return shiftLines({ text, start, end }, "in");
  if (isCommand && event.key === "[") return shiftLines({ text, start, end }, "out");
  return null;
}

interface ProblemListProps extends Pick<CodeEditorProps, "problems" | "problemsLabel" | "placeText"> {
  readonly onGo: (problem: TextProblem) => void;
}

function ProblemList({ problems, problemsLabel, placeText, onGo }: ProblemListProps): ReactNode {
  if (problems.length === 0) return null;
  return (
    <section aria-label={problemsLabel} className="rounded-m border border-bad bg-bad-wash px-3 py-2">
      <p className="font-semibold text-bad-ink">{problemsLabel}</p>
      <ol className="flex flex-col">
        {problems.map((problem) => (
          <li key={`${problem.line}:${problem.column}:${problem.message}`} className="flex min-h-6 flex-wrap items-baseline gap-x-2">
            <button
              type="button"
              className="min-h-6 cursor-pointer whitespace-nowrap text-accent-ink tabular-nums underline"
              onClick={() => onGo(problem)}
            >
              {placeText(problem)}
            </button>
            <span className="min-w-0 break-words text-ink">{shown(problem.message)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/**
 * YAML to write: numbered, coloured, with what is wrong at its line and in a list that leads there. Enter keeps the
 * indentation, Ctrl or Cmd with ] and [ shifts lines; Tab leaves it, as it leaves every field.
 */
export function CodeEditor({ value, onChange, problems, problemsLabel, placeText, maxLines = 28, ...field }: CodeEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const view = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => value.split("\n"), [value]);
  // The first problem of a line is the one that stands there; the list has them all.
  const byLine = useMemo(() => new Map(problems.toReversed().map((problem) => [problem.line, problem] as const)), [problems]);
  const go = ({ line, column }: TextProblem) => {
    const at = offsetOf(value, line, column);
    area.current?.focus();
    area.current?.setSelectionRange(at, at);
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    view.current?.scrollTo({ top: (line - 1 - AROUND_LINES) * LINE_REM * rem, left: 0 });
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const edit = editFor(event);
    if (edit === null) return;
    event.preventDefault();
    write(event.currentTarget, edit, onChange);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <Field {...field}>
        {(control) => (
          <div
            ref={view}
            className="relative min-w-0 overflow-auto rounded-m border border-line-strong bg-surface has-focus-visible:outline-2 has-focus-visible:outline-focus has-aria-invalid:border-2 has-aria-invalid:border-bad"
            style={{ maxHeight: `${maxLines * LINE_REM + 1}rem` }}
          >
            <div className="grid min-w-max grid-cols-[auto_minmax(0,1fr)]">
              <Gutter count={lines.length} problems={byLine} />
              <div className="grid">
                <Drawing lines={lines} problems={byLine} />
                <textarea
                  ref={area}
                  value={value}
                  spellCheck={false}
                  autoCapitalize="none"
                  autoCorrect="off"
                  autoComplete="off"
                  wrap="off"
                  translate="no"
                  className={`${type} col-start-1 row-start-1 h-full w-full resize-none overflow-hidden bg-transparent text-ink caret-ink outline-none [-webkit-text-fill-color:transparent]`}
                  onChange={(event) => onChange(event.target.value)}
                  onKeyDown={press}
                  {...control}
                />
              </div>
            </div>
          </div>
        )}
      </Field>
      <ProblemList problems={problems} problemsLabel={problemsLabel} placeText={placeText} onGo={go} />
    </div>
  );
}
