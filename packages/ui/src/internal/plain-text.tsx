import type { ReactNode } from "react";
import { visibleText } from "../rules/visible-text";

/** Text from outside, with what would hide or turn it shown by name. */
export function PlainText({ text }: { readonly text: string }) {
  let offset = 0;
  return visibleText(text).map((part) => {
    const key = offset;
    offset += part.text.length;
    if (!part.isHidden) return part.text;
    return (
      <span key={key} className="mx-px rounded-s border border-bad px-0.5 text-bad-ink text-micro">
        {part.text}
      </span>
    );
  });
}

/**
 * What a component was given to show. A string may have come from a cluster, so it is shown without what hides in it; an
 * element was made by us.
 */
export const shown = (content: ReactNode): ReactNode => (typeof content === "string" ? <PlainText text={content} /> : content);
