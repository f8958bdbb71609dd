const PART = `[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*`;
const IMAGE = new RegExp(String.raw`^(?:[a-z0-9.-]+(?::\d{1,5})?/)?${PART}(?:/${PART})*(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`);

/** Whether a text can be the name of a container image, with or without registry, tag and digest. It goes into YAML unquoted. */
export const isImage = (text: string): boolean => text.length <= 400 && IMAGE.test(text);
