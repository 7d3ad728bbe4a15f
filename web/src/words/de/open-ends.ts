// What someone could do.
export const noOpenEnds =
  'Gerade ist kein Ende offen. Wer eine Spur hinterlässt, kann sagen, was jemand als Nächstes tun könnte.';
export const olderEnds = 'Ältere';
export const takesUp = 'Das greift auf';
