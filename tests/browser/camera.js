// What a phone's camera gives, and how a person leaves a trace with it.

/** A JPEG of this size, made in somebody's browser: a sky over a meadow, or noise as a camera's. */
export const jpeg = (page, width, height, { noise = false, quality = 0.9 } = {}) =>
  page
    .evaluate(
      async ([width, height, noise, quality]) => {
        const sheet = Object.assign(document.createElement('canvas'), { width, height });
        const pen = sheet.getContext('2d');
        const sky = pen.createLinearGradient(0, 0, width, height);
        for (const [at, colour] of [
          [0, '#7fb4e0'],
          [0.55, '#f6d9a8'],
          [0.56, '#4f7d4a'],
          [1, '#23402a'],
        ])
          sky.addColorStop(at, colour);
        pen.fillStyle = sky;
        pen.fillRect(0, 0, width, height);
        pen.fillStyle = '#fff3c4';
        pen.beginPath();
        pen.arc(width * 0.3, height * 0.25, Math.min(width, height) * 0.1, 0, 7);
        pen.fill();
        if (noise) {
          const grain = Object.assign(document.createElement('canvas'), { width: 512, height: 512 });
          const pixels = grain.getContext('2d').createImageData(512, 512);
          for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = at % 4 === 3 ? 40 : Math.random() * 256;
          grain.getContext('2d').putImageData(pixels, 0, 0);
          pen.fillStyle = pen.createPattern(grain, 'repeat');
          pen.fillRect(0, 0, width, height);
        }
        const blob = await new Promise(done => sheet.toBlob(done, 'image/jpeg', quality));
        return [...new Uint8Array(await blob.arrayBuffer())];
      },
      [width, height, noise, quality],
    )
    .then(bytes => ({ name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) }));

/** Opens the composer, picks a photo, and says what is on it. */
export async function composes(person, text, file, alt) {
  await person.page.getByRole('button', { name: 'Leave a trace' }).click();
  const sheet = person.page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'What did you do?' }).fill(text);
  await sheet.getByLabel('Photo', { exact: true }).setInputFiles(file);
  await sheet.locator('.picked img.came').waitFor();
  if (alt) await sheet.getByRole('textbox', { name: 'What is to be seen?' }).fill(alt);
  return sheet;
}

export async function leavesWith(person, text, file, alt) {
  const sheet = await composes(person, text, file, alt);
  await sheet.getByRole('button', { name: 'Leave', exact: true }).click();
  await sheet.waitFor({ state: 'detached' });
}
