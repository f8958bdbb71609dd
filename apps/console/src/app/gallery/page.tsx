import { notFound } from "next/navigation";
import { GalleryIndex } from "../../features/gallery/gallery-index";
import { env } from "../../server/env";

export default function GalleryPage() {
  if (env().HOLDFAST_GALLERY !== "1") notFound();
  return <GalleryIndex />;
}
