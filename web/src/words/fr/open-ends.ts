// What someone could do.
export const noOpenEnds =
  'Aucune porte n’est ouverte en ce moment. En laissant une trace, on peut dire ce que quelqu’un pourrait faire ensuite.';
export const olderEnds = 'Plus anciennes';
export const takesUp = 'Ceci reprend';
