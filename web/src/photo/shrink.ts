import { PHOTO_SIDE_MAX } from '../protocol';

/** A photo as it is sent: a JPEG of a phone's size, without what the camera wrote beside the picture. */
export interface Shrunk {
  blob: Blob;
  width: number;
  height: number;
  preview: string;
}

/** About as many bytes go over a slow 4G in two seconds: of one that is larger some detail goes, which a phone hardly shows. */
const BYTES_MAX = 190_000;
/** Tried in this order, each as its quality and its size of the largest. */
const TRIES = [
  [0.82, 1],
  [0.7, 1],
  [0.62, 0.85],
  [0.55, 0.7],
] as const;
/** How many colours the preview has, across and down. */
export const PREVIEW_SIDE = 4;

/** Makes a picked file small. Throws where it is no picture that this browser reads. */
export async function shrink(file: Blob): Promise<Shrunk> {
  const address = URL.createObjectURL(file);
  try {
    // An image and no bitmap: every browser turns it upright as its camera was held, and older ones can't be asked to.
    const image = new Image();
    image.src = address;
    await image.decode();
    const [sheet, blob] = await fitting(image);
    const few = drawn(sheet, PREVIEW_SIDE, PREVIEW_SIDE);
    const { data } = few.getContext('2d')!.getImageData(0, 0, PREVIEW_SIDE, PREVIEW_SIDE);
    const colours = [...data].filter((_, at) => at % 4 < 3);
    const preview = colours.map(colour => Math.round(colour / 17).toString(16)).join('');
    return { blob, width: sheet.width, height: sheet.height, preview };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The first try that isn't too large, or the last. */
async function fitting(image: HTMLImageElement): Promise<[HTMLCanvasElement, Blob]> {
  const { naturalWidth, naturalHeight } = image;
  let last: [HTMLCanvasElement, Blob] | undefined;
  for (const [quality, size] of TRIES) {
    const scale = Math.min(1, (PHOTO_SIDE_MAX * size) / Math.max(naturalWidth, naturalHeight));
    const sheet = drawn(
      image,
      Math.max(1, Math.round(naturalWidth * scale)),
      Math.max(1, Math.round(naturalHeight * scale)),
    );
    const blob = await new Promise<Blob | null>(done => sheet.toBlob(done, 'image/jpeg', quality));
    if (!blob) throw new Error('the picture can’t be written');
    last = [sheet, blob];
    if (blob.size <= BYTES_MAX) break;
  }
  return last!;
}

function drawn(from: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
  const sheet = Object.assign(document.createElement('canvas'), { width, height });
  const pen = sheet.getContext('2d')!;
  // What shows through is white, as on paper: a JPEG has no transparency.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(from, 0, 0, width, height);
  return sheet;
}
