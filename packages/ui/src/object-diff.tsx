"use client";
import { Badge } from "./badge";
import { PlainText } from "./internal/plain-text";
import { type DiffValue, diffText, type FieldDifference, fieldFate, readablePath } from "./rules/diff-text";
import type { Tone } from "./rules/tone";
import { useUi } from "./ui-provider";

/** What one write would do or did to one object. The contract's `ObjectChange` fits. */
export interface ObjectDifference {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  readonly operation: "create" | "update" | "delete" | "none";
  readonly fields: readonly FieldDifference[];
  readonly warnings: readonly string[];
}

const operations: Readonly<Record<ObjectDifference["operation"], Tone>> = { create: "good", update: "busy", delete: "bad", none: "idle" };
const signs = { added: "+", removed: "−", changed: "~" } as const;

function Value({ value, look }: { readonly value: DiffValue; readonly look: string }) {
  const { text } = useUi();
  const written = diffText(value);
  if (written === null) return <span className="text-ink-soft">{text.diff.absent}</span>;
  return (
    <code className={`whitespace-pre-wrap break-all rounded-s px-1 font-mono ${look}`} translate="no">
      <bdi>{written === "" ? '""' : <PlainText text={written} />}</bdi>
    </code>
  );
}

/** Before and after, field by field: what a reviewer says yes to. On a phone each field is a block of its own. */
export function ObjectDiff({ difference }: { readonly difference: ObjectDifference }) {
  const { text } = useUi();
  const { kind, namespace, name, operation, fields, warnings } = difference;
  const title = `${kind} ${namespace === null ? "" : `${namespace}/`}${name}`;
  return (
    <section aria-label={title} className="@container min-w-0 overflow-hidden rounded-m border border-line bg-surface">
      <header className="flex min-h-8 flex-wrap items-center gap-2 border-line border-b bg-sunken px-3 py-1">
        <Badge tone={operations[operation]}>{text.diff.operation[operation]}</Badge>
        <span className="min-w-0 break-all font-mono" translate="no">
          <PlainText text={title} />
        </span>
      </header>
      {warnings.map((warning) => (
        <p key={warning} className="border-line border-b bg-caution-wash px-3 py-1.5 text-caution-ink">
          <PlainText text={warning} />
        </p>
      ))}
      {fields.length === 0 ? (
        <p className="px-3 py-2 text-ink-soft">{text.diff.unchanged}</p>
      ) : (
        <dl className="text-small">
          {fields.map((field) => (
            <div
              key={field.path}
              className="grid gap-x-4 gap-y-1 border-line border-b px-3 py-1.5 last:border-b-0 @lg:grid-cols-[minmax(10rem,1.2fr)_2fr]"
            >
              <dt className="min-w-0 break-all font-mono" translate="no">
                <span className="mr-1.5 inline-block w-2 text-ink-soft" aria-hidden="true">
                  {signs[fieldFate(field)]}
                </span>
                {readablePath(field.path)}
              </dt>
              <dd className="flex min-w-0 flex-wrap items-baseline gap-x-2 gap-y-1">
                <span className="sr-only">{text.diff.before}</span>
                <Value value={field.before} look="bg-bad-wash line-through decoration-bad" />
                <span aria-hidden="true">→</span>
                <span className="sr-only">{text.diff.after}</span>
                <Value value={field.after} look="bg-good-wash" />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
