"use client";
import { Dialog } from "./dialog";
import { KeyCap } from "./key-cap";
import type { Verb } from "./rules/verb-registry";
import { useUi } from "./ui-provider";
import { useAreSingleKeysOn, useVerbList } from "./verbs";

export interface KeyboardLegendProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

function byGroup(verbs: readonly Verb[]): [string, Verb[]][] {
  const groups = new Map<string, Verb[]>();
  for (const verb of verbs) if (verb.keys !== undefined) groups.set(verb.group, [...(groups.get(verb.group) ?? []), verb]);
  return [...groups];
}

/** Every key that does something on this very page. */
export function KeyboardLegend({ isOpen, onClose }: KeyboardLegendProps) {
  const { text } = useUi();
  const areOn = useAreSingleKeysOn();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text.legend.title} description={areOn ? undefined : text.legend.off} size="l">
      <Groups />
    </Dialog>
  );
}

function Groups() {
  const groups = byGroup(useVerbList());
  return (
    <div className="columns-1 gap-8 sm:columns-2">
      {groups.map(([group, verbs]) => (
        <section key={group} className="break-inside-avoid pb-4">
          <h3 className="pb-1 font-semibold text-ink-soft text-small">{group}</h3>
          <dl>
            {verbs.map((verb) => (
              <div key={verb.id} className="flex min-h-7 items-center justify-between gap-4 border-line border-b py-0.5 last:border-b-0">
                <dt>{verb.label}</dt>
                <dd>
                  <KeyCap keys={verb.keys ?? ""} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
