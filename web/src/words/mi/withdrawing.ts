// What taking a trace back means.

export const withdrawMeans =
  'Ka mukua ōna kupu me ngā mea katoa i haere tahi mai, mō te katoa. Ka noho he rārangi, mō ngā mea i tupu mai i a ia.';
