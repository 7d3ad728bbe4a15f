// What the document says before its script does, and where there is none.
export const description = 'Un tableau vivant pour une communauté : laisse une trace, rebondis sur celles des autres.';
export const noScript = 'Traceboard a besoin de JavaScript pour montrer son tableau.';
export const boardComes = 'Le tableau arrive …';
export const lost =
  'Si rien d’autre n’apparaît, une partie de cette page s’est peut-être perdue en route. Recharge-la.';
export const tooOld =
  'Si cela ne change rien, ce navigateur est peut-être trop ancien. Traceboard fonctionne avec Safari 15, Chrome ou Edge 90 et Firefox 91, et avec tous les plus récents. Mets ce navigateur à jour, ou ouvre ton lien dans un autre.';
