import { qrPath } from "./qr-path";

interface QrCodeProps {
  readonly text: string;
  /** What the picture is of, for who does not see it. */
  readonly label: string;
}

/** A text as a QR code: dark on light in either theme, because not every camera reads the inverse. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = qrPath(text);
  return (
    <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} className="size-52 max-w-full rounded-m" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
