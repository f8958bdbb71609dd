"use client";
import { Menu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import { type ReactNode, type RefObject, useId } from "react";
import type { MenuItem, MenuSection } from "../menu";
import { safeHref } from "../rules/safe-href";
import { useUi } from "../ui-provider";

const line =
  "flex min-h-8 cursor-default select-none items-center gap-2 px-3 text-base text-ink no-underline outline-none data-highlighted:bg-selected data-disabled:text-ink-soft";

function Leading({ children }: { readonly children: ReactNode }) {
  return <span className="flex size-4 shrink-0 items-center justify-center [&_svg]:size-4">{children}</span>;
}

function Line({ item, hasLeading }: { readonly item: MenuItem; readonly hasLeading: boolean }) {
  const { linkComponent: Anchor } = useUi();
  switch (item.kind) {
    case "action":
      return (
        <Menu.Item
          className={`${line} ${item.isDangerous ? "text-bad-ink" : ""}`}
          disabled={Boolean(item.refusal)}
          onClick={item.onSelect}
          label={item.label}
        >
          {hasLeading && <Leading>{item.icon}</Leading>}
          <span className="flex flex-col py-1">
            {item.label}
            {item.refusal && <span className="max-w-64 text-small">{item.refusal}</span>}
          </span>
        </Menu.Item>
      );
    case "link":
      return (
        <Menu.LinkItem
          className={line}
          href={safeHref(item.href) ?? "#"}
          render={Anchor === null ? undefined : <Anchor href={item.href} />}
          closeOnClick
        >
          {hasLeading && <Leading>{item.icon}</Leading>}
          {item.label}
        </Menu.LinkItem>
      );
    case "choice":
      return (
        <Menu.RadioItem className={line} value={item.id} onClick={item.onChoose} closeOnClick>
          <Leading>
            <Menu.RadioItemIndicator render={<Check aria-hidden="true" />} />
          </Leading>
          {item.label}
        </Menu.RadioItem>
      );
    case "check":
      return (
        <Menu.CheckboxItem className={line} checked={item.isChecked} onCheckedChange={item.onCheck}>
          <Leading>
            <Menu.CheckboxItemIndicator render={<Check aria-hidden="true" />} />
          </Leading>
          {item.label}
        </Menu.CheckboxItem>
      );
  }
}

function Section({ section }: { readonly section: MenuSection }) {
  const hasLeading = section.items.some((item) => "icon" in item && item.icon !== undefined);
  const lines = section.items.map((item) => <Line key={item.id} item={item} hasLeading={hasLeading} />);
  const chosen = section.items.find((item) => item.kind === "choice" && item.isChosen);
  const isChoice = section.items.some((item) => item.kind === "choice");
  return (
    <Menu.Group className="border-line border-t py-1 first:border-t-0">
      {section.label && <Menu.GroupLabel className="px-3 pt-1 pb-0.5 text-ink-soft text-small">{section.label}</Menu.GroupLabel>}
      {isChoice ? <Menu.RadioGroup value={chosen?.id ?? null}>{lines}</Menu.RadioGroup> : lines}
    </Menu.Group>
  );
}

interface MenuPopupProps {
  readonly label: string;
  readonly sections: readonly MenuSection[];
  readonly align: "start" | "end";
  readonly trigger: RefObject<HTMLButtonElement | null>;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
}

/** The menu of a `Menu`, anchored to its button, to which focus returns. */
export function MenuPopup({ label, sections, align, trigger, isOpen, onOpenChange }: MenuPopupProps) {
  const id = useId();
  return (
    <Menu.Root
      open={isOpen}
      modal={false}
      onOpenChange={(open, details) => {
        // A press on the button itself closes by the button's own handler; closing here too would open it again.
        const { target } = details.event;
        if (!open && details.reason === "outside-press" && target instanceof Node && trigger.current?.contains(target)) details.cancel();
        else onOpenChange(open);
      }}
    >
      <Menu.Portal>
        <Menu.Positioner anchor={trigger} align={align} sideOffset={4} className="z-50 outline-none">
          <Menu.Popup
            id={id}
            aria-label={label}
            finalFocus={trigger}
            className="max-h-(--available-height) min-w-44 max-w-96 overflow-y-auto rounded-m border border-line-strong bg-raised shadow-raised outline-none"
          >
            {sections.map((section) => (
              <Section key={section.id} section={section} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
