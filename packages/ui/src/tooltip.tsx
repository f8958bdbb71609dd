"use client";
import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { lazily } from "./internal/lazily";

const TooltipPopup = lazily(() => import("./internal/tooltip-popup").then((module) => module.TooltipPopup));

const SHOW_AFTER_MS = 450;
const HIDE_AFTER_MS = 120;

export interface TooltipProps {
  /** A few words. What a screen reader must know belongs to the control's own label or description. */
  readonly text: string;
  readonly side?: "top" | "bottom" | "left" | "right";
  /** One control. */
  readonly children: ReactNode;
}

/** Words beside a control while it is pointed at or focused by keyboard. Escape hides it, and it can itself be pointed at. */
export function Tooltip({ text, side = "top", children }: TooltipProps) {
  const around = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setIsOpen] = useState(false);
  const turn = (open: boolean, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsOpen(open), afterMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!isOpen) return;
    const hide = (event: KeyboardEvent) => event.key === "Escape" && setIsOpen(false);
    document.addEventListener("keydown", hide);
    return () => document.removeEventListener("keydown", hide);
  }, [isOpen]);
  const point = (event: PointerEvent) => event.pointerType === "mouse" && turn(true, SHOW_AFTER_MS);
  const focus = (event: FocusEvent) => event.target.matches(":focus-visible") && turn(true, 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the span is no control, it hears what happens to the one inside it.
    <span
      ref={around}
      className="contents"
      role="presentation"
      onPointerEnter={point}
      onPointerLeave={() => turn(false, HIDE_AFTER_MS)}
      onPointerDown={() => turn(false, 0)}
      onFocus={focus}
      onBlur={() => turn(false, 0)}
    >
      {children}
      {isOpen && (
        <TooltipPopup text={text} side={side} anchor={() => around.current?.firstElementChild ?? null} onPointed={() => turn(true, 0)} />
      )}
    </span>
  );
}
