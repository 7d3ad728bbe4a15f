// What the document says before its script does, and where there is none.
export const description =
  'Ein lebendiges Board für eine Gemeinschaft: hinterlass eine Spur, knüpfe an die von jemand anderem an.';
export const noScript = 'Traceboard braucht JavaScript, um sein Board zu zeigen.';
export const boardComes = 'Das Board kommt …';
export const tooOld =
  'Wenn nichts weiter kommt, ist dieser Browser vielleicht zu alt. Traceboard läuft mit Safari 15, Chrome oder Edge 90 und Firefox 91, und mit allen neueren. Aktualisiere diesen Browser, oder öffne deinen Link in einem anderen.';
