// What taking a trace back means.

export const withdrawMeans =
  'Its words and all that came with them are erased for everyone. A line stays, for what grew from it.';
