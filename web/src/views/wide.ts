import { useEffect, useState } from 'preact/hooks';

/** Where the style shows two columns. */
const WIDE = '(min-width: 67.5em)';

/** Whether the window has room for two columns. */
export function useWide(): boolean {
  const [wide, set] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const media = matchMedia(WIDE);
    const turned = () => set(media.matches);
    media.addEventListener('change', turned);
    return () => media.removeEventListener('change', turned);
  }, []);
  return wide;
}
