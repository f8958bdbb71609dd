// The little of protobuf and snappy that Prometheus' remote write needs: it is the one way to hand a real Prometheus
// staleness markers of one's own.
import type { SeriesSlice } from "../series-source";

/** The NaN that Prometheus takes for "this series has vanished". */
const STALE_MARKER = 0x7ff0000000000002n;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const LENGTH_DELIMITED = 2;
const FIXED_64 = 1;
const field = (number: number, wire: number): number[] => varint(number * 8 + wire);

function message(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([...field(number, LENGTH_DELIMITED), ...varint(content.length)]), content]);
}

function sample(slice: SeriesSlice, index: number): Buffer {
  const double = Buffer.alloc(8);
  if (slice.stale?.[index]) double.writeBigUInt64LE(STALE_MARKER);
  else double.writeDoubleLE(slice.values[index] as number);
  return message(
    2,
    Buffer.concat([Buffer.from(field(1, FIXED_64)), double, Buffer.from([...field(2, 0), ...varint(slice.timestamps[index] as number)])]),
  );
}

function timeSeries(slice: SeriesSlice): Buffer {
  const labels = [...slice.labels.entries()].map(([name, value]) =>
    message(1, Buffer.concat([message(1, Buffer.from(name)), message(2, Buffer.from(value))])),
  );
  return message(1, Buffer.concat([...labels, ...Array.from(slice.values, (_value, index) => sample(slice, index))]));
}

/** Snappy's block format allows text that is not compressed at all: literals only. */
function snappy(content: Buffer): Buffer {
  const blocks: Buffer[] = [Buffer.from(varint(content.length))];
  for (let at = 0; at < content.length; at += 60_000) {
    const literal = content.subarray(at, at + 60_000);
    const tag = Buffer.alloc(3);
    tag.writeUInt8((61 << 2) | 0, 0);
    tag.writeUInt16LE(literal.length - 1, 1);
    blocks.push(tag, literal);
  }
  return Buffer.concat(blocks);
}

/** The body of one remote write request with all samples of these series. */
export const remoteWriteBody = (series: readonly SeriesSlice[]): Buffer => snappy(Buffer.concat(series.map(timeSeries)));
