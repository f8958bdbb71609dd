"use client";
import { ChevronDown } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./internal/button-look";
import { lazily } from "./internal/lazily";
import { Tooltip } from "./tooltip";

const loadPopup = () => import("./internal/menu-popup").then((module) => module.MenuPopup);
const MenuPopup = lazily(loadPopup);

/** One line of a menu: it does something, leads somewhere, or chooses one or several of many. */
export type MenuItem =
  | { kind: "action"; id: string; label: string; icon?: ReactNode; refusal?: string | null; isDangerous?: boolean; onSelect: () => void }
  | { kind: "link"; id: string; label: string; icon?: ReactNode; href: string }
  | { kind: "choice"; id: string; label: string; isChosen: boolean; onChoose: () => void }
  | { kind: "check"; id: string; label: string; isChecked: boolean; onCheck: (isChecked: boolean) => void };

/** Lines that belong together, under a heading or just apart. */
export interface MenuSection {
  readonly id: string;
  readonly label?: string;
  readonly items: readonly MenuItem[];
}

export interface MenuProps {
  /** The name of the menu and of its button. */
  readonly label: string;
  readonly sections: readonly MenuSection[];
  /** What the button shows: its words with an arrow, or a mark alone. */
  readonly trigger?: { readonly icon: ReactNode } | { readonly content: ReactNode };
  readonly variant?: Exclude<ButtonVariant, "primary" | "danger">;
  readonly size?: ButtonSize;
  readonly align?: "start" | "end";
}

/** A button with a menu. The menu's code is fetched when the button is first pointed at, focused or pressed. */
export function Menu({ label, sections, trigger, variant = "secondary", size = "m", align = "start" }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<{ isOpen: boolean; wasOpened: boolean }>({ isOpen: false, wasOpened: false });
  const turn = (isOpen: boolean) => setState((before) => ({ isOpen, wasOpened: before.wasOpened || isOpen }));
  const warmUp = () => void loadPopup();
  const openByArrow = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    turn(true);
  };
  const isMark = trigger !== undefined && "icon" in trigger;
  const control = (
    <button
      ref={button}
      type="button"
      aria-haspopup="menu"
      aria-expanded={state.isOpen}
      aria-label={trigger === undefined ? undefined : label}
      className={`${buttonLook(variant, size, { isSquare: isMark })} aria-expanded:bg-selected`}
      onPointerEnter={warmUp}
      onFocus={warmUp}
      onKeyDown={openByArrow}
      onClick={() => turn(!state.isOpen)}
    >
      {trigger === undefined ? label : "icon" in trigger ? trigger.icon : trigger.content}
      {!isMark && <ChevronDown className="text-ink-soft" aria-hidden="true" />}
    </button>
  );
  return (
    <>
      {isMark ? <Tooltip text={label}>{control}</Tooltip> : control}
      {state.wasOpened && (
        <MenuPopup label={label} sections={sections} align={align} trigger={button} isOpen={state.isOpen} onOpenChange={turn} />
      )}
    </>
  );
}
