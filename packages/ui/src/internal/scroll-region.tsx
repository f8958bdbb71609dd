import type { CSSProperties, ReactNode, Ref } from "react";

interface ScrollRegionProps {
  readonly label: string;
  readonly className: string;
  readonly children: ReactNode;
  readonly style?: CSSProperties;
  readonly ref?: Ref<HTMLElement>;
}

/** A part of the page that scrolls by itself, by keyboard too. */
export function ScrollRegion({ label, className, children, style, ref }: ScrollRegionProps) {
  return (
    <section
      ref={ref}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: browsers without keyboard-focusable scrollers could not scroll it otherwise.
      tabIndex={0}
      className={`overflow-auto ${className}`}
      style={style}
    >
      {children}
    </section>
  );
}
