"use client";
import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { classNames } from "../rules/class-names";
import { useUi } from "../ui-provider";
import { buttonLook } from "./button-look";
import { shown } from "./plain-text";

const FIELD = "input:not([disabled]):not([hidden]),select:not([disabled]),textarea:not([disabled])";
const CONTROL = "a[href],button:not([disabled]):not([hidden])";
const centre = "max-h-[calc(100dvh-2rem)] w-full rounded-l border border-line-strong";
const aside = "h-dvh w-[min(28rem,calc(100vw-2.5rem))] border-line-strong";

const shapes = {
  centre: { s: `${centre} max-w-96`, m: `${centre} max-w-xl`, l: `${centre} max-w-4xl` },
  start: `${aside} mr-auto border-r`,
  end: `${aside} ml-auto border-l`,
} as const;

const places = {
  centre: "items-start justify-center overflow-y-auto p-4 sm:pt-[10vh]",
  start: "items-stretch",
  end: "items-stretch",
} as const;

export interface DialogLayerProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly size?: "s" | "m" | "l";
  readonly shape: "centre" | "start" | "end";
  readonly role?: "dialog" | "alertdialog";
}

/** The layer of `Dialog`, `ConfirmDialog` and `Drawer`. Only the veil fades: half-faded words have too little contrast to be read. */
export function DialogLayer({
  isOpen,
  onClose,
  title,
  description,
  children,
  footer,
  size = "m",
  shape,
  role = "dialog",
}: DialogLayerProps) {
  const { text } = useUi();
  const body = useRef<HTMLDivElement>(null);
  // What has to be filled in comes before what can be pressed, and both before the button that leaves the layer.
  const firstInside = () => body.current?.querySelector<HTMLElement>(FIELD) ?? body.current?.querySelector<HTMLElement>(CONTROL) ?? true;
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Viewport className={`fixed inset-0 z-40 flex ${places[shape]}`}>
          <Dialog.Popup
            role={role}
            initialFocus={firstInside}
            className={classNames(
              "flex flex-col bg-raised text-ink shadow-raised outline-none",
              shape === "centre" ? shapes.centre[size] : shapes[shape],
              role === "alertdialog" && "border-t-4 border-t-danger",
            )}
          >
            <header className="flex items-start gap-3 border-line border-b px-4 py-3">
              <div className="min-w-0 flex-1">
                <Dialog.Title className="font-semibold text-lead">{shown(title)}</Dialog.Title>
                {description !== undefined && (
                  <Dialog.Description render={<div />} className={role === "alertdialog" ? "mt-1 text-ink" : "mt-0.5 text-ink-soft"}>
                    {shown(description)}
                  </Dialog.Description>
                )}
              </div>
              <Dialog.Close aria-label={text.close} className={buttonLook("quiet", "s", { isSquare: true })}>
                <X aria-hidden="true" />
              </Dialog.Close>
            </header>
            <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
              {children}
            </div>
            {footer !== undefined && <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>}
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
