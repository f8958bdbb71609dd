import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import PDFDocument from "pdfkit";

/**
 * Noto Sans Hans: Latin, and the Chinese of GB 2312. A character that it lacks is written by its number, as `U+1F600`, rather than as
 * an empty box.
 */
const FONT = join(dirname(createRequire(import.meta.url).resolve("@embedpdf/fonts-sc")), "../fonts/NotoSansHans-Regular.otf");
const MARGIN = 48;
const INK = "#111827";
const SOFT = "#4b5563";
const LINE = "#d1d5db";

interface Knows {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** A document that is written from top to bottom. */
export interface ReportPaper {
  title(text: string): void;
  heading(text: string): void;
  /** A line in bold, such as the name of a step. */
  strong(text: string): void;
  line(text: string, indent?: number): void;
  /** A label with its value, in two columns. */
  fact(label: string, value: string): void;
  gap(): void;
  /** The finished file. Each page says at its foot what it belongs to, and which it is. */
  end(foot: string): Promise<Uint8Array>;
}

/**
 * An empty document. The same text makes the same bytes: the only instant in it is `createdAt`, and what compresses it is part of
 * the library and not of the machine.
 */
export function reportPaper(title: string, createdAt: Date): ReportPaper {
  const doc = new PDFDocument({
    ...{ size: "A4", margin: MARGIN, bufferPages: true, lang: "en", pdfVersion: "1.7", font: FONT },
    info: { Title: title, Creator: "Holdfast", Producer: "Holdfast", CreationDate: createdAt },
  });
  const parts: Buffer[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    doc.on("data", (part: Buffer) => parts.push(part));
    doc.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
    doc.on("error", reject);
  });
  // The open font, which the types of pdfkit keep to themselves.
  const font = (doc as unknown as { _font: { font: Knows } })._font.font;
  const known = (text: string) =>
    Array.from(text.replace(/\s+/g, " "), (each) => {
      const point = each.codePointAt(0) ?? 0;
      return font.hasGlyphForCodePoint(point) ? each : ` U+${point.toString(16).toUpperCase().padStart(4, "0")} `;
    }).join("");
  const width = doc.page.width - 2 * MARGIN;
  const room = (height: number) => void (doc.y + height > doc.page.height - MARGIN - 24 && doc.addPage());
  const write = (text: string, size: number, colour: string, indent: number, isBold: boolean) => {
    room(size * 1.5);
    doc
      .fontSize(size)
      .fillColor(colour)
      .strokeColor(colour)
      .lineWidth(size * 0.03);
    // One weight is embedded: the strong one is the same with its outline drawn.
    doc.text(known(text), MARGIN + indent, doc.y, { width: width - indent, stroke: isBold, fill: true, lineGap: 1.5 });
  };
  return {
    title: (text) => write(text, 17, INK, 0, true),
    heading(text) {
      room(52);
      doc.moveDown(0.9);
      write(text, 12, INK, 0, true);
      doc
        .moveTo(MARGIN, doc.y + 2)
        .lineTo(MARGIN + width, doc.y + 2)
        .lineWidth(0.6)
        .strokeColor(LINE)
        .stroke();
      doc.y += 7;
    },
    strong(text) {
      room(34);
      doc.moveDown(0.35);
      write(text, 9.5, INK, 0, true);
    },
    line: (text, indent = 0) => write(text, 8.5, SOFT, indent, false),
    fact(label, value) {
      room(14);
      const top = doc.y;
      doc.fontSize(8.5).fillColor(SOFT).text(known(label), MARGIN, top, { width: 128 });
      const below = doc.y;
      doc.fillColor(INK).text(known(value), MARGIN + 134, top, { width: width - 134, lineGap: 1.5 });
      doc.y = Math.max(doc.y, below);
    },
    gap: () => void doc.moveDown(0.5),
    end(foot) {
      const { start, count } = doc.bufferedPageRange();
      for (let page = start; page < start + count; page++) {
        doc.switchToPage(page);
        // The foot stands in the margin, where text would otherwise begin a page of its own.
        doc.page.margins.bottom = 0;
        const y = doc.page.height - 34;
        doc.fontSize(7).fillColor(SOFT);
        doc.text(known(foot), MARGIN, y, { width: width - 60, lineBreak: false });
        doc.text(`${page + 1} / ${count}`, MARGIN + width - 60, y, { width: 60, align: "right", lineBreak: false });
      }
      doc.end();
      return whole;
    },
  };
}
