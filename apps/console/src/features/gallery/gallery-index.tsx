"use client";
import { Link } from "@holdfast/ui/link";
import { PageHeader } from "@holdfast/ui/page-header";
import { galleryParts } from "./parts";

/** The way to each part of the gallery. */
export function GalleryIndex() {
  return (
    <main className="mx-auto flex max-w-3xl flex-col gap-4 p-6">
      <PageHeader title="Gallery" description="Every component in every state. Served with HOLDFAST_GALLERY=1 only." />
      <ul className="flex flex-col gap-2">
        {galleryParts.map((part) => (
          <li key={part}>
            <Link href={`/gallery/${part}`}>{part}</Link>
          </li>
        ))}
      </ul>
    </main>
  );
}
