// What taking a trace back means.

export const withdrawMeans =
  'Ses mots et tout ce qui les accompagnait sont effacés pour tout le monde. Une ligne reste, pour ce qui en est né.';
