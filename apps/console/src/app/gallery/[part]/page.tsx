import { notFound } from "next/navigation";
import { GalleryPart } from "../../../features/gallery/gallery-part";
import { isGalleryPart } from "../../../features/gallery/parts";
import { env } from "../../../server/env";

export default async function GalleryPartPage({ params }: { params: Promise<{ part: string }> }) {
  const { part } = await params;
  if (env().HOLDFAST_GALLERY !== "1" || !isGalleryPart(part)) notFound();
  return <GalleryPart part={part} />;
}
