import { TerminalId } from "@holdfast/contracts/commands/pod-exec";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RecordingPage } from "../../../../../features/recordings/recording-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("terminal.list"))("title") };
}

export default async function Terminal({ params }: { params: Promise<{ id: string }> }) {
  const id = TerminalId.safeParse((await params).id);
  if (!id.success) notFound();
  return <RecordingPage id={id.data} />;
}
