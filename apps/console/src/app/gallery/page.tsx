import { notFound } from "next/navigation";
import { env } from "../../server/env";
import { GalleryIndex } from "../../features/gallery/gallery-index";

export default function GalleryPage() {
  if (env().HOLDFAST_GALLERY !== "1") notFound();
  return <GalleryIndex />;
}
