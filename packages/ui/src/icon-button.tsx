"use client";
import type { ReactNode, Ref } from "react";
import { type ButtonSize, type ButtonVariant, buttonLook } from "./internal/button-look";
import { Tooltip } from "./tooltip";

export interface IconButtonProps {
  /** What it does, in words: the accessible name and the tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly onClick: () => void;
  readonly variant?: Exclude<ButtonVariant, "primary">;
  readonly size?: ButtonSize;
  /** For a button that stays pressed. */
  readonly isPressed?: boolean;
  readonly tooltipSide?: "top" | "bottom" | "left" | "right";
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button that is only a mark; its name shows when it is pointed at. */
export function IconButton({ label, icon, onClick, variant = "quiet", size = "m", isPressed, tooltipSide = "top", ref }: IconButtonProps) {
  return (
    <Tooltip text={label} side={tooltipSide}>
      <button
        ref={ref}
        type="button"
        aria-label={label}
        aria-pressed={isPressed}
        className={`${buttonLook(variant, size, { isSquare: true })} ${isPressed ? "bg-selected" : ""}`}
        onClick={onClick}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
