// What taking a trace back means.

export const withdrawMeans =
  'Ihre Worte und alles, was zu ihnen gehörte, werden für alle gelöscht. Eine Zeile bleibt, für das, was daraus wuchs.';
