"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { controlLook } from "./internal/control-look";
import { lazily } from "./internal/lazily";
import { useOpenings } from "./internal/use-openings";
import { isNameTyped } from "./rules/typed-name";
import { StatusGlyph } from "./status-shape";
import { useUi } from "./ui-provider";

const DialogLayer = lazily(() => import("./internal/dialog-layer").then((module) => module.DialogLayer));

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen and what cannot be taken back, in a sentence or two. */
  readonly consequence: ReactNode;
  /** What has to be typed out: the name of the thing that it happens to. */
  readonly name: string;
  /** The verb on the button, for example "Fail over". */
  readonly confirmLabel: string;
  readonly onConfirm: () => void;
  readonly isBusy?: boolean;
  /** Why the last try was refused, in the server's words. */
  readonly failure?: string | null;
  /** More that the decision needs, for example a reason. */
  readonly children?: ReactNode;
}

/** Asks before what is dangerous: the name has to be typed out, and the dangerous button is never the focused one. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const openings = useOpenings(props.isOpen);
  // Each opening starts with nothing typed.
  return openings > 0 ? <Confirm key={openings} {...props} /> : null;
}

function Confirm({
  isOpen,
  onClose,
  title,
  consequence,
  name,
  confirmLabel,
  onConfirm,
  isBusy = false,
  failure = null,
  children,
}: ConfirmDialogProps) {
  const { text } = useUi();
  const [typed, setTyped] = useState("");
  const isSure = isNameTyped(typed, name);
  return (
    <DialogLayer
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      description={consequence}
      shape="centre"
      size="m"
      role="alertdialog"
      footer={
        <>
          <Button onClick={onClose}>{text.cancel}</Button>
          <Button variant="danger" refusal={isSure ? null : text.nameDiffers} isBusy={isBusy} onClick={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure && !isBusy) onConfirm();
        }}
      >
        {children}
        <label className="flex flex-col gap-1 font-medium">
          {text.typeName(name)}
          <input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className={`${controlLook} h-8 font-mono font-normal`}
          />
        </label>
        {/* With more than one field Enter submits only where there is something to submit with. */}
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
        {failure !== null && (
          <p role="alert" className="flex items-start gap-1.5 text-bad-ink">
            <span className="mt-1 inline-flex">
              <StatusGlyph shape="cross" />
            </span>
            {failure}
          </p>
        )}
      </form>
    </DialogLayer>
  );
}
