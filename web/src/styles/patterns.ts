import sheet from './patterns.css?url';

let coming: Promise<unknown> | undefined;

/** What patterns look like: one sheet for all of them, that comes with the first. Where that failed, the next call tries again. */
export function patternsSheet(): Promise<unknown> {
  coming ??= new Promise((done, fail) => {
    const link = document.createElement('link');
    const failed = () => {
      link.remove();
      fail(new Error('the sheet of the patterns did not come'));
    };
    Object.assign(link, { rel: 'stylesheet', href: sheet, onload: done, onerror: failed });
    document.head.append(link);
  }).catch(error => {
    coming = undefined;
    throw error;
  });
  return coming;
}
