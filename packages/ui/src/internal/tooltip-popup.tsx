"use client";
import { Tooltip } from "@base-ui/react/tooltip";

interface TooltipPopupProps {
  readonly text: string;
  readonly side: "top" | "bottom" | "left" | "right";
  readonly anchor: () => Element | null;
  readonly onPointed: () => void;
}

/** The words of a tooltip in their place. Whether it is open is decided by `Tooltip`. */
export function TooltipPopup({ text, side, anchor, onPointed }: TooltipPopupProps) {
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side={side} sideOffset={6} className="z-50">
          <Tooltip.Popup
            onPointerEnter={onPointed}
            className="max-w-80 rounded-m border border-line bg-raised px-2 py-1 text-ink text-small shadow-raised"
          >
            {text}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
