// What the document says before its script does, and where there is none.
export const description = 'A live board for a community: leave a trace, build on someone’s.';
export const noScript = 'Traceboard needs JavaScript to show its board.';
export const boardComes = 'The board is coming …';
export const lost = 'If nothing more comes, part of this page may be missing. Load it again.';
export const tooOld =
  'If that changes nothing, this browser may be too old for it. Traceboard works with Safari 15, Chrome or Edge 90 and Firefox 91, and with all that are newer. Update this browser, or open your link in another one.';
