import { options } from 'preact';
import { parts } from './near';

/** On paper all of a long list stands, not only what is near the window. Drawn at once: a browser prints what is there when this returns. */
addEventListener('beforeprint', () => {
  const { debounceRendering } = options;
  options.debounceRendering = draw => draw();
  for (const draw of parts) draw();
  if (debounceRendering) options.debounceRendering = debounceRendering;
  else delete options.debounceRendering;
});
