import compose from './compose.css?url';
import patterns from './patterns.css?url';
import trail from './trail.css?url';

/** A sheet that isn't needed at first: loaded once, with whoever asks first. A failed load is retried at the next call. */
function sheet(href: string): () => Promise<unknown> {
  let coming: Promise<unknown> | undefined;
  return () => {
    coming ??= new Promise((done, fail) => {
      const link = document.createElement('link');
      const failed = () => {
        link.remove();
        fail(new Error(`the stylesheet ${href} failed to load`));
      };
      Object.assign(link, { rel: 'stylesheet', href, onload: done, onerror: failed });
      document.head.append(link);
    }).catch(error => {
      coming = undefined;
      throw error;
    });
    return coming;
  };
}

/** The patterns': one for all of them. */
export const patternsSheet = /* @__PURE__ */ sheet(patterns);
/** Writing. */
export const composeSheet = /* @__PURE__ */ sheet(compose);
/** The path of a trail. */
export const trailSheet = /* @__PURE__ */ sheet(trail);
