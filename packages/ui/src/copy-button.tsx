"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";
import { LiveRegion } from "./live-region";
import { useUi } from "./ui-provider";

const SAID_MS = 2000;

/** Copies a text, and says that it did. */
export function CopyButton({ value, label }: { readonly value: string; readonly label?: string }) {
  const { text } = useUi();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    // Refused without a secure context or permission: then nothing is claimed, and the text can be selected by hand.
    const isDone = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    setIsCopied(isDone ?? false);
  };
  return (
    <>
      <IconButton
        size="s"
        label={isCopied ? text.copied : (label ?? text.copy)}
        icon={isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        onClick={() => void copy()}
      />
      <LiveRegion>{isCopied ? text.copied : ""}</LiveRegion>
    </>
  );
}
