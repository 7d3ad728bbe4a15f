// Pictures for the docs as WebP: the browser that drew them encodes them.
import { writeFile } from 'node:fs/promises';

/**
 * Lays PNGs on a sheet of `width` by `height`, each at its own place (`x`, `y`, `width`, `height`), and writes that as WebP. On a page of
 * its own: that of the board lets no picture in that it didn't make.
 */
export async function writeWebp(context, path, { width, height, paper, quality }, places) {
  const bench = await context.newPage();
  const webp = await bench.evaluate(
    async ({ width, height, paper, quality, places }) => {
      const canvas = new OffscreenCanvas(width, height);
      const paint = canvas.getContext('2d');
      paint.fillStyle = paper;
      paint.fillRect(0, 0, width, height);
      paint.imageSmoothingQuality = 'high';
      for (const { png, x, y, width, height } of places) {
        const bytes = Uint8Array.from(atob(png), sign => sign.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        paint.drawImage(bitmap, x, y, width, height);
      }
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
      return Array.from(new Uint8Array(await blob.arrayBuffer()));
    },
    { width, height, paper, quality, places: places.map(each => ({ ...each, png: each.png.toString('base64') })) },
  );
  await bench.close();
  await writeFile(path, Uint8Array.from(webp));
}
