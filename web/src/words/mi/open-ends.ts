// What someone could do.
export const noOpenEnds =
  'Kāore he kūaha tuwhera ināianei. Ka taea e te tangata ka waiho tapuwae te kī he aha pea mā tētahi atu.';
export const olderEnds = 'Ngā mea o mua';
export const takesUp = 'Ka hiki ake tēnei i';
