import { PREVIEW_SIDE as SIDE } from '../../photo/shrink';

/** What a photo looks like from far away, until it has come: a few colours that run into each other. */
export function Blur({ preview }: { preview: string }) {
  const paint = (sheet: HTMLCanvasElement | null) => {
    const pen = sheet?.getContext('2d');
    if (!pen) return;
    for (let at = 0; at < SIDE * SIDE; at += 1) {
      pen.fillStyle = `#${preview.slice(at * 3, at * 3 + 3)}`;
      pen.fillRect(at % SIDE, Math.floor(at / SIDE), 1, 1);
    }
  };
  return <canvas ref={paint} width={SIDE} height={SIDE} />;
}
