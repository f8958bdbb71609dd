const PLAIN = /^[\w./@:=-]+$/;

/** A value of a query, in quotes where it would be read as something else. */
export const queryValue = (value: string): string => (PLAIN.test(value) ? value : `"${value.replace(/["\\]/g, String.raw`\$&`)}"`);

/** The address at which a query is answered. */
export const searchHref = (query: string): string => (query === "" ? "/search" : `/search?${new URLSearchParams({ q: query })}`);

/** The address at which everything that runs an image is found: the image itself, and not others whose name begins with its name. */
export const imageHref = (image: string): string => searchHref(`image:*${queryValue(image)}`);
