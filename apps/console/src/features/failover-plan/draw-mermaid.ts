import type { Mermaid } from "mermaid";

/** As the page has it: what is measured in the document must be what is shown in the shadow tree. */
const FONT = "inherit";

let made: Promise<Mermaid> | undefined;

/** Mermaid, fetched when the first diagram is drawn. `strict`: no label becomes markup, no link, no script. */
const fetchMermaid = (): Promise<Mermaid> => {
  made ??= import("mermaid").then(({ default: mermaid }) => {
    mermaid.initialize({
      startOnLoad: false,
      securityLevel: "strict",
      suppressErrorRendering: true,
      theme: "base",
      fontFamily: FONT,
      // A plan has at most 100 steps.
      maxTextSize: 200_000,
      flowchart: {
        ...{ htmlLabels: true, wrappingWidth: 260, curve: "linear", nodeSpacing: 24, rankSpacing: 28, useMaxWidth: false },
        subGraphTitleMargin: { top: 6, bottom: 10 },
      },
    });
    return mermaid;
  });
  return made;
};

/**
 * Mermaid writes the rules of its own look into a `style` element. The look comes from our tokens, so that element stays empty,
 * carries the page's nonce for the moment that it is in the document, and is gone before the drawing is read out: an inert
 * copy of it would break the content policy. Every other `style` element is left alone.
 */
function withoutOwnRules<T>(id: string, nonce: string, draw: () => Promise<T>): Promise<T> {
  const create = document.createElement;
  const patched: typeof document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create.call(document, name, options);
    if (name !== "style") return element;
    Object.defineProperty(element, "innerHTML", {
      configurable: true,
      set(rules: string) {
        Reflect.deleteProperty(element, "innerHTML");
        if (!rules.includes(`#${id}`)) element.innerHTML = rules;
        else {
          element.nonce = nonce;
          queueMicrotask(() => element.remove());
        }
      },
    });
    return element;
  };
  document.createElement = patched;
  return draw().finally(() => {
    if (document.createElement === patched) Reflect.deleteProperty(document, "createElement");
  });
}

let last: Promise<unknown> = Promise.resolve();
let drawn = 0;

/** Draws the text of a Mermaid diagram; the SVG carries no style of its own. One at a time: Mermaid measures in the document. */
export function drawMermaid(text: string, nonce: string): Promise<string> {
  drawn += 1;
  const id = `plan-diagram-${drawn}`;
  const draw = async () => {
    const mermaid = await fetchMermaid();
    const { svg } = await withoutOwnRules(id, nonce, () => mermaid.render(id, text));
    return svg;
  };
  const next = last.then(draw, draw);
  last = next;
  return next;
}
