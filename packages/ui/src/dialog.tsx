"use client";
import type { ReactNode } from "react";
import { lazily } from "./internal/lazily";
import { useOpenings } from "./internal/use-openings";

const DialogLayer = lazily(() => import("./internal/dialog-layer").then((module) => module.DialogLayer));

export interface DialogProps {
  readonly isOpen: boolean;
  /** Asked for by Escape, by the close button and by a press beside the dialog. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Buttons, the way out first: `<Button onClick={close}>Cancel</Button><Button variant="primary">…`. */
  readonly footer?: ReactNode;
  readonly size?: "s" | "m" | "l";
}

/** A layer over the page that asks for one thing. Focus stays inside and returns to where it came from. */
export function Dialog(props: DialogProps) {
  return useOpenings(props.isOpen) > 0 ? <DialogLayer {...props} shape="centre" /> : null;
}

export interface DrawerProps extends Omit<DialogProps, "size" | "footer"> {
  readonly footer?: ReactNode;
  /** From the end for a detail of the page, from the start for its navigation. */
  readonly side?: "start" | "end";
}

/** A layer at the side, for a detail that one wants to read beside its list. */
export function Drawer({ side = "end", ...props }: DrawerProps) {
  return useOpenings(props.isOpen) > 0 ? <DialogLayer {...props} shape={side} /> : null;
}
