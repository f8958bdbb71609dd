/**
 * Gives the style elements that are made while `make` runs the page's nonce. xterm.js writes its sizes and colours into style
 * elements and has no option for it; without the nonce the page's policy refuses them.
 */
export function withNonce<T>(nonce: string, make: () => T): T {
  const original = document.createElement;
  const patched = (name: string, options?: ElementCreationOptions) => {
    const element = original.call(document, name, options);
    if (name === "style") element.setAttribute("nonce", nonce);
    return element;
  };
  document.createElement = patched as typeof document.createElement;
  try {
    return make();
  } finally {
    // What was put on the document itself goes, and the prototype's own is seen again.
    Reflect.deleteProperty(document, "createElement");
  }
}
