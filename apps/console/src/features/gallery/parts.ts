/** The parts of the gallery, each a page. */
export const galleryParts = ["foundations", "controls", "forms", "layers", "lists", "states", "figures", "text", "shell"] as const;
export type GalleryPartId = (typeof galleryParts)[number];

/** Whether an address names a part. */
export const isGalleryPart = (part: string): part is GalleryPartId => galleryParts.some((each) => each === part);
