// What the document says before its script does, and where there is none.
export const description =
  'Ein lebendiges Board für eine Gemeinschaft: hinterlass eine Spur, knüpfe an die von jemand anderem an.';
export const noScript = 'Traceboard braucht JavaScript, um sein Board zu zeigen.';
export const boardComes = 'Das Board kommt …';
export const lost = 'Wenn nichts weiter kommt, ging vielleicht ein Teil dieser Seite unterwegs verloren. Lade sie neu.';
export const tooOld =
  'Wenn das nichts ändert, ist dieser Browser vielleicht zu alt. Traceboard läuft mit Safari 15, Chrome oder Edge 90 und Firefox 91, und mit allen neueren. Aktualisiere diesen Browser, oder öffne deinen Link in einem anderen.';
